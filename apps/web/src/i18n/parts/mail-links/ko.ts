import type { Translated } from '../../catalogue.ts';
import type { texts as en } from './en.ts';

export const texts: Translated<typeof en> = {
  'change_page.confirm.title': '메일함 확인',
  'change_page.cancel.title': '메일을 전에 가던 곳에 두기',
  'change_page.confirm': '네, 이곳으로 전달해 주세요',
  'change_page.cancel': '변경 취소',
  'change_page.undo': '변경 되돌리기',
  'change_page.confirm.add': '<alias/> 주소의 메일을 <address/>에도 전달해 달라는 신청이 있었습니다.',
  'change_page.confirm.replace': '<alias/> 주소의 메일을 <address/> 주소로 전달해 달라는 신청이 있었습니다.',
  'change_page.confirm.remove':
    '<alias/> 주소의 메일을 <address/> 주소로 더는 전달하지 말아 달라는 신청이 있었습니다.',
  'change_page.confirm.how': '직접 신청하셨을 때만 버튼을 눌러 주세요. 아직 바뀐 것은 없습니다.',
  'change_page.cancel.add':
    '내 계정으로 로그인한 누군가가 <alias/> 주소의 메일을 <address/>에도 전달해 달라고 신청했습니다.',
  'change_page.cancel.replace':
    '내 계정으로 로그인한 누군가가 <alias/> 주소의 메일을 <address/> 주소로 전달해 달라고 신청했습니다.',
  'change_page.cancel.remove':
    '내 계정으로 로그인한 누군가가 <alias/> 주소의 메일을 <address/> 주소로 더는 전달하지 말아 달라고 신청했습니다.',
  'change_page.cancel.how':
    '직접 하신 일이 아니라면 버튼을 눌러 주세요. 메일은 전에 가던 곳으로 가고, 모든 브라우저가 로그아웃되며, 하루 동안 전달 받을 곳을 바꿀 수 없습니다.',
  'change_page.undo.add': '변경된 뒤로 <alias/> 주소의 메일이 <address/>에도 가고 있습니다.',
  'change_page.undo.replace': '변경된 뒤로 <alias/> 주소의 메일이 <address/> 주소로 가고 있습니다.',
  'change_page.undo.remove': '<alias/> 주소의 메일이 더는 <address/> 주소로 가지 않습니다.',
  'change_page.until': '기한: <time/>',
  'change_page.state.pending': '확인을 기다리는 변경입니다.',
  'change_page.state.confirmed': '이미 끝났습니다. <alias/> 주소의 메일은 <address/> 주소로 갑니다.',
  'change_page.state.cancelled': '취소된 변경입니다. 바뀐 것은 없습니다.',
  'change_page.state.undone': '되돌린 변경입니다. 메일은 전에 가던 곳으로 갑니다.',
  'change_page.state.superseded': '더 새로운 신청이 있습니다. 가장 최근 메일의 링크를 써 주세요.',
  'change_page.state.expired': '기한이 지난 링크입니다. 다시 신청해 주세요.',
  'change_page.result.confirmed': '끝났습니다. 이제 <alias/> 주소의 메일은 <address/> 주소로 갑니다.',
  'change_page.result.cancelled': '변경을 취소했습니다. <alias/> 주소의 메일은 전에 가던 곳으로 갑니다.',
  'change_page.result.undone': '변경을 되돌렸습니다. <alias/> 주소의 메일은 전에 가던 곳으로 갑니다.',
  'change_page.result.closed': '이미 끝난 변경입니다. 지금 바뀐 것은 없습니다.',
  'change_page.safe':
    '모든 브라우저가 로그아웃되었고, 하루 동안 전달 받을 곳을 바꿀 수 없습니다. 다른 사람이 한 일이라면 Ubuntu One 비밀번호를 바꾸어 주세요.',

  'test_page.title': '시험 메일이 도착했습니다',
  'test_page.text': '버튼을 누르시면 시험 메일을 보낸 페이지에 주소가 잘 작동한다고 나옵니다.',
  'test_page.see': '받았습니다',
  'test_page.done': '고맙습니다. 주소가 잘 작동합니다.',
};

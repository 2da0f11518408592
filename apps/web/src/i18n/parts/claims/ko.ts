import type { Translated } from '../../catalogue.ts';
import type { texts as en } from './en.ts';

export const texts: Translated<typeof en> = {
  'claim.title': '내 주소 넘겨받기',
  'claim.sign_in': '이 링크를 안내받은 Ubuntu One 계정으로 로그인하시면 이어집니다.',
  'claim.ask':
    '<address/> 주소는 이전 서비스에서 옮겨 왔습니다. 이 링크를 받으신 메일함으로 전달되고 있으며, 넘겨받은 뒤에도 그대로입니다. 전달받을 곳은 나중에 바꾸실 수 있습니다.',
  'claim.button': '<address/> 넘겨받기',
  'claim.done.title': '주소를 넘겨받았습니다',
  'claim.done.text': '<address/> 주소로 오는 메일은 지금까지와 같은 곳으로 전달됩니다.',
  'claim.done.action': '내 주소 보기',
  'claim.unusable.title': '쓸 수 없는 링크입니다',
  'claim.unusable.text':
    '이미 썼거나, 24시간이 지났거나, 지금 로그인하신 계정과 다른 Ubuntu One 계정의 링크입니다. 보내 드릴 링크가 있다면 내 자격 페이지에서 다시 확인하실 때 새로 보내 드립니다.',
  'claim.unusable.action': '내 자격 보기',
  'claim.no_token.title': '메일에 있는 링크를 열어 주세요',
  'claim.no_token.text': '주소의 끝부분이 빠졌습니다. 메일의 링크를 누르거나 링크 전체를 복사해 주세요.',
  'claim.changed.title': '지금 계정에는 맞지 않는 주소입니다',
  'claim.changed.text': '링크를 보낸 뒤에 Launchpad 이름이나 팀이 바뀌었습니다.',
  'claim.notice.title': '주인을 기다리는 주소가 {count, number}개 있습니다',
  'claim.notice.text':
    '<address/> 주소는 이전 서비스에서 옮겨 왔습니다. Launchpad 이름만으로는 본인의 주소인지 알 수 없어, 그 주소가 전달되는 메일함으로 <time/> 링크를 보냈습니다. 24시간 안에 그 메일함에서 링크를 열어 주세요. 그 메일함을 더는 쓰실 수 없다면 관리자에게 문의하세요.',
};

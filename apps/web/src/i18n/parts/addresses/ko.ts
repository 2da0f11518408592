import type { Translated } from '../../catalogue.ts';
import type { texts as en } from './en.ts';

export const texts: Translated<typeof en> = {
  undo: '되돌리기',

  'menu.label': '관리',
  'menu.of': '{address} 관리',
  'menu.choose': '메일함 정하기',
  'menu.change': '전달 받을 주소 바꾸기',
  'menu.replace': '{address} 바꾸기',
  'menu.remove': '{address} 지우기',
  'menu.add': '메일함 추가',
  'menu.enter_code': '새 메일함 확인하기',
  'menu.test': '시험 메일 보내기',
  'menu.counts': '메일 수 보기',
  'menu.pause': '일시 중지',
  'menu.resume': '다시 받기',

  'steps.tested': '시험 메일을 보내 보세요',

  'remedy.choose': '메일함 정하기',
  'remedy.change': '전달 받을 주소 바꾸기',
  'remedy.code': '새 메일함 확인하기',

  'recipient.enter_code': '코드 입력',
  'recipient.failing_since': '<time/>부터입니다.',
  'recipient.answer': '메일 서버의 응답:',
  'recipient.answer_of': '<host/> 서버의 응답:',

  'elsewhere.title': '다른 곳에서 바뀌었습니다',
  'elsewhere.text': '요청하신 대로 바꾸지 않았습니다. <address/> 주소의 지금 상태는 ‘{state}’입니다.',

  'pause.title': '<address/> 일시 중지',
  'pause.reply': '그동안 보낸 사람에게 알릴 내용',
  'pause.reply.temporary': '나중에 다시 시도해 달라고',
  'pause.reply.temporary.help':
    '보낸 쪽 메일 서버가 메일을 가지고 있다가 대개 하루에서 닷새 동안 다시 시도합니다. 잠깐 멈춘 동안의 메일은 나중에 도착합니다.',
  'pause.reply.permanent': '배달할 수 없다고',
  'pause.reply.permanent.help': '메일이 곧바로 보낸 사람에게 되돌아가며, 나중에도 도착하지 않습니다.',
  'pause.until': '저절로 다시 받기 시작할 날',
  'pause.until.help': '비워 두면 직접 다시 받기를 누를 때까지 멈춥니다.',
  'pause.summary.open':
    '지금부터 다시 받기를 누를 때까지 <address/> 주소로 오는 메일을 받지 않으며, 어떤 메일도 보관하지 않습니다.',
  'pause.summary.until':
    '지금부터 <address/> 주소로 오는 메일을 받지 않다가 {date}부터 다시 전달합니다. 그사이의 메일은 보관하지 않습니다.',
  'pause.submit': '일시 중지',
  'pause.done': '{address} 주소를 일시 중지했습니다',
  'resume.done': '{address} 주소로 오는 메일을 다시 전달합니다',
  'pause.meaning.temporary': '직접 일시 중지했습니다. 보낸 쪽에는 나중에 다시 시도해 달라고 알립니다.',
  'pause.meaning.permanent': '직접 일시 중지했습니다. 메일은 보낸 사람에게 되돌아갑니다.',
  'pause.meaning_until.temporary':
    '{date}까지 직접 일시 중지했습니다. 보낸 쪽에는 나중에 다시 시도해 달라고 알립니다.',
  'pause.meaning_until.permanent': '{date}까지 직접 일시 중지했습니다. 메일은 보낸 사람에게 되돌아갑니다.',

  'recipient_dialog.title': '<address/> 주소의 메일을 전달 받을 곳',
  'recipient_dialog.add': '<address/> 주소에 메일함 추가',
  'recipient_dialog.how':
    '새 메일함에는 링크를, 지금까지의 메일함에는 안내를 보냅니다. 링크를 열어 버튼을 누르기 전까지는 지금 가는 곳으로 전달합니다.',
  'recipient_dialog.field': '새 메일함',
  'recipient_dialog.empty': '메일함의 주소를 입력해 주세요.',
  'recipient_dialog.guess': '혹시 <guess/> 주소인가요?',
  'recipient_dialog.ascii': '메일 서버가 쓰는 이 도메인의 표기: <domain/>',
  'recipient_dialog.stale':
    '열어 둔 브라우저만으로 메일을 가로챌 수 없도록, 한 번 더 로그인해 주세요. 입력하신 내용은 그대로 남아 있습니다.',
  'recipient_dialog.submit': '링크 보내기',
  'recipient_dialog.done': '이제 {address} 주소로 전달합니다',
  'recipient_dialog.cancelled': '변경을 취소했습니다. 모두 전과 같습니다.',

  'remove.title': '<address/> 주소의 메일함 지우기',
  'remove.text':
    '<address/> 주소의 메일을 <recipient/> 주소로 더는 전달하지 않습니다. 모든 메일함에 알려 드리며, 이레 동안 어느 메일함에서든 되돌릴 수 있습니다.',
  'remove.submit': '지우기',
  'remove.done': '이제 {address} 주소로 전달하지 않습니다',

  'code.sent':
    '<address/> 주소로 메일을 보냈습니다. 메일의 링크를 열어 버튼을 눌러 주세요. 다른 기기에서 메일을 읽는다면 메일에 적힌 여섯 자리 숫자를 여기에 입력하셔도 됩니다.',
  'code.valid': '링크와 코드의 유효 기한: <time/>',
  'code.field': '메일에 적힌 코드',
  'code.short': '코드는 여섯 자리 숫자입니다.',
  'code.cancel': '변경 취소',
  'code.submit': '확인',

  'counts.title': '<address/> 주소로 온 메일',
  'counts.how':
    '날마다의 메일 수이며, 90일 동안 보관합니다. 누가 보냈는지는 남기지 않습니다. 언제든 그만둘 수 있습니다.',
  'counts.summary': '지난 30일 동안 전달 {forwarded, number}통, 거절 {refused, number}통.',
  'counts.last': '마지막 메일: <time/>.',
  'counts.today': '오늘',
  'counts.table': '날짜별로 보기',
  'counts.column.day': '날짜',
  'counts.column.forwarded': '전달',
  'counts.column.refused': '거절',
  'counts.none': '아직 온 메일이 없습니다. 앞으로 오는 메일의 수를 여기에서 날짜별로 볼 수 있습니다.',
  'counts.off': '이 주소의 메일은 세지 않으며, 남아 있는 수도 없습니다.',
  'counts.start': '메일 수 세기',
  'counts.stop': '그만 세기',
  'counts.stop_delete': '그만 세고 지금까지의 수 지우기',

  'test.title': '<address/> 주소로 시험 메일',
  'test.how': '<address/> 주소로 메일을 보내고, 어디까지 갔는지 보여 드립니다.',
  'test.send': '시험 메일 보내기',
  'test.again': '한 번 더 보내기',
  'test.look': '메일함을 확인해 보세요. 스팸함에 있을 수도 있습니다.',
  'test.see': '받았습니다',
  'test.seen': '도착했습니다. 주소가 잘 작동합니다.',
  'test.failed': '도착하지 않았습니다. 까닭은 위의 응답에 있습니다.',
  'test.stages': '어디까지 갔는지',
  'test.stage.created': '메일을 썼습니다',
  'test.stage.handed_over': '메일 서버에 넘겼습니다',
  'test.stage.forwarded': '전달 서버가 받음',
  'test.stage.accepted': '내 메일함의 메일 서버가 받았습니다',
  'test.stage.accepted_by': '{host} 서버가 받았습니다',
  'test.stage.refused_by': '{host} 서버가 거절했습니다',
  'test.stage.seen': '직접 확인했습니다',
  'test.state.done': '(완료)',
  'test.state.waiting': '(아직)',
  'test.state.failed': '(실패)',
  'test.answer': '응답:',
};

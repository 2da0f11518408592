import type { Translated } from '../../catalogue.ts';
import type { texts as en } from './en.ts';

export const texts: Translated<typeof en> = {
  'account.title': '계정',
  'account.help': '내 정보와 설정, 로그인한 곳입니다.',
  'account.name': '이름',
  'account.launchpad_name': 'Launchpad 이름',
  'account.email': '이메일',
  'account.identifier': 'Ubuntu One 식별자',
  'account.unknown_yet': '아직 모름',
  'account.no_email': 'Ubuntu One에서 받지 못함',
  'account.preferences': '설정',
  'account.language_help': '보내 드리는 메일에도 이 언어와 시간대를 씁니다.',
  'account.sign_out': '이 브라우저에서 로그아웃',
  'account.time_zone': '시간대',
  'account.time_zone.browser': '브라우저와 같게 ({zone})',
  'account.mails': '받을 메일',
  'account.mails.addresses': '새 주소가 준비되었을 때',
  'account.mails.loss': '주소의 유예 기간이 시작되거나 주소가 정지될 때',
  'account.mails.restored': '주소가 되살아났을 때',
  'account.mails.security': '메일을 전달 받을 곳을 누군가 바꿀 때',
  'account.mails.security.help': '아무도 몰래 메일을 가로채지 못하도록 언제나 보내 드립니다.',

  'sessions.title': '로그인한 곳',
  'sessions.device': '{system}의 {browser}',
  'sessions.unknown': '알 수 없는 브라우저',
  'sessions.current': '이 브라우저',
  'sessions.times': '로그인: <first/>, 마지막 사용: <last/>',
  'sessions.end': '로그아웃',
  'sessions.end_of': '{device} 로그아웃',
  'sessions.end_others': '다른 곳에서 모두 로그아웃',
  'sessions.ended': '그 브라우저를 로그아웃했습니다',
  'sessions.ended_others': '다른 브라우저를 모두 로그아웃했습니다',

  'my_data.title': '내 자료 가져가기',
  'my_data.text':
    '보관하고 있는 내 자료 전부를 파일 하나로 드립니다. 프로그램에는 JSON, 스프레드시트에는 CSV가 알맞습니다.',
  'my_data.large':
    '데이터가 많아 파일을 만드는 데 시간이 조금 걸립니다. 다 되면 메일로 알려 드리며, 파일은 이레 동안 남아 있습니다.',
  'my_data.request': '파일 만들기',
  'my_data.again': '파일 새로 만들기',
  'my_data.queued': '파일을 만들고 있습니다. 다 되면 메일로 알려 드립니다.',
  'my_data.ready': '만든 때: <made/>, 지우는 날: <until/>. 본인만 열 수 있습니다.',
  'my_data.json': 'JSON 내려받기',
  'my_data.csv': 'CSV 내려받기',

  'leave.title': '서비스 떠나기',
  'leave.text': '이 서비스의 계정을 지웁니다. Ubuntu One과 Launchpad 계정은 그대로입니다.',
  'leave.open': '내 계정 지우기…',
  'leave.mail': '그 순간부터 내 주소로 오는 메일을 받지 않으며, 어떤 메일도 보관하지 않습니다.',
  'leave.gone': '이름, 이메일 주소, 메일함, 로그인 세션, 설정을 곧바로 지웁니다. 되돌릴 수 없습니다.',
  'leave.stays':
    '남는 것: 다른 사람이 쓰지 못하도록 주소와 식별자의 해시를, 이용이 중지되었다면 그 사실도 남깁니다.',
  'leave.back': '나중에 다시 로그인하시면 같은 주소를 되찾습니다.',
  'leave.confirm': '확인을 위해 다음을 그대로 입력해 주세요: <name/>',
  'leave.wrong': '입력하신 내용이 다릅니다. 아무것도 지우지 않았습니다.',
  'leave.submit': '내 계정 지우기',
};

import type { Translated } from './catalogue.ts';
import type { en } from './en.ts';

export const ko: Translated<typeof en> = {
  'app.name': 'Ubuntu 주소',
  'app.page_title': '{title} – Ubuntu 주소',
  'frame.skip': '본문으로 건너뛰기',
  'frame.site_navigation': '사이트',
  loading: '불러오는 중…',
  'notification.close': '알림 닫기',
  'copy.done': '복사했습니다',
  'request_id.label': '요청 ID:',
  'request_id.copy': '요청 ID 복사',

  'banner.test': '시험용 설치입니다. 로그인은 Ubuntu One이 아니라 {provider}에서 합니다.',
  'banner.offline': '인터넷에 연결되어 있지 않습니다. 다시 연결되면 알아서 이어집니다.',

  'nav.addresses': '내 주소',
  'nav.help': '도움말',
  'nav.privacy': '개인정보',
  'nav.status': '서비스 상태',

  'preferences.language': '언어',
  'preferences.theme': '테마',
  'preferences.theme_system': '시스템 설정',
  'preferences.theme_light': '밝게',
  'preferences.theme_dark': '어둡게',

  'sign_in.short': '로그인',
  'sign_in.button': 'Ubuntu One으로 로그인',
  'sign_in.title': '로그인해 주세요',
  'sign_in.text':
    '본인만 볼 수 있는 페이지라 누구신지 확인해야 합니다. 로그인하면 바로 이 페이지로 돌아옵니다.',

  'home.title': '나의 Ubuntu 주소',
  'home.lead':
    'Ubuntu와 그 파생 프로젝트는 회원에게 이메일 주소를 드립니다. 그 주소로 온 메일은 지금 쓰시는 메일함으로 전달됩니다.',
  'home.choose': '프로젝트 고르기',
  'home.card_address': '이름@{domain}',
  'home.none': '아직 안내 페이지가 있는 메일 도메인이 없습니다. 로그인은 하실 수 있습니다.',

  'landing.title': '나의 @{domain} 주소',
  'landing.sentence': '{title} 회원인 동안 쓰는 나의 <address/> 주소',
  'landing.lead': '한 번만 로그인하세요. 회원이시면 주소가 바로 준비됩니다.',
  'landing.continue': '내 주소로 가기',

  'facts.who.title': '누가 받나요',
  'facts.who.team': 'Launchpad의 <team/> 팀 회원 가운데 Ubuntu 행동 강령에 서명한 분입니다.',
  'facts.who.any': 'Launchpad에서 Ubuntu나 파생 프로젝트 팀의 회원이면서 Ubuntu 행동 강령에 서명한 분입니다.',
  'facts.how.title': '어떻게 쓰나요',
  'facts.how.domain':
    'Launchpad 이름에 @{domain}을 붙인 것이 주소입니다. 그 주소로 온 메일은 Ubuntu One 계정의 이메일 주소로 전달됩니다.',
  'facts.how.any':
    'Launchpad 이름에 팀의 도메인을 붙인 것이 주소입니다. 그 주소로 온 메일은 Ubuntu One 계정의 이메일 주소로 전달됩니다.',
  'facts.kept.title': '메일에서 남기는 것',
  'facts.kept.text':
    '없습니다. 메일 내용도, 누가 누구에게 보냈는지도 남기지 않습니다. <privacy>그 밖에 보관하는 것</privacy>',

  'unknown.title': '없는 페이지입니다',
  'unknown.text': '주소를 잘못 입력했거나 페이지가 옮겨졌을 수 있습니다.',
  'unknown.home': '첫 페이지로',

  'notice.auth.assertion_invalid.title': '로그인을 확인하지 못했습니다',
  'notice.auth.assertion_invalid.text':
    'Ubuntu One에서 온 응답이 온전하지 않거나 너무 오래되었거나 이미 쓰인 것입니다. 다시 로그인해 주세요.',
  'notice.auth.cancelled.title': '로그인을 취소했습니다',
  'notice.auth.cancelled.text': '바뀐 것은 없습니다. 언제든 다시 로그인하실 수 있습니다.',
  'notice.auth.profile_incomplete.title': '이메일 주소를 받지 못했습니다',
  'notice.auth.profile_incomplete.text':
    'Ubuntu One에서 이메일 주소가 오지 않았습니다. 다시 로그인하면서 이메일 주소를 선택한 채로 두거나, 메일함이 없는 주소에 직접 메일함을 정해 주세요.',
  'notice.auth.provider_unavailable.title': 'Ubuntu One이 응답하지 않습니다',
  'notice.auth.provider_unavailable.text': '주소는 그대로 쓸 수 있습니다. 몇 분 뒤에 다시 로그인해 주세요.',
  'notice.auth.required.title': '먼저 로그인해 주세요',
  'notice.auth.required.text': '본인만 볼 수 있는 페이지라 누구신지 확인해야 합니다.',
  'notice.launchpad.unavailable.title': 'Launchpad에 물어보지 못했습니다',
  'notice.launchpad.unavailable.text':
    '로그인은 되었고 바뀐 것은 없습니다. 계속 물어보고 있으며, 지금은 전에 알던 내용을 보여 드립니다.',
  'notice.member.left.title': '계정을 지웠습니다',
  'notice.member.left.text':
    '이제 내 주소로 오는 메일을 받지 않습니다. 주소는 다른 사람에게 주지 않으니 언제든 다시 로그인하시면 됩니다.',
  'notice.request.rate_limited.title': '시도가 너무 잦습니다',
  'notice.request.rate_limited.text': '1분쯤 기다렸다가 다시 로그인해 주세요.',

  'problem.title': '처리하지 못했습니다',
  'problem.retry': '다시 시도',
  'problem.wait': '요청이 너무 잦습니다. {count, number}초 뒤에 다시 시도해 주세요.',
  'problem.unreachable': '응답이 없습니다. 인터넷 연결을 확인하고 다시 시도해 주세요.',
  'problem.request.invalid': '요청에 맞지 않는 부분이 있습니다. 페이지를 새로 고치고 다시 시도해 주세요.',
  'problem.request.not_found': '찾으시는 것이 이제 없습니다.',
  'problem.request.method_not_allowed': '오래된 페이지입니다. 새로 고치고 다시 시도해 주세요.',
  'problem.request.too_large': '글이 너무 깁니다. 줄여 주세요.',
  'problem.request.unsupported_media_type': '오래된 페이지입니다. 새로 고치고 다시 시도해 주세요.',
  'problem.request.csrf': '이 사이트에서 보낸 요청이 아닙니다. 페이지를 새로 고치고 다시 시도해 주세요.',
  'problem.request.rate_limited': '요청이 너무 잦습니다. 1분쯤 기다렸다가 다시 시도해 주세요.',
  'problem.request.precondition_required': '오래된 페이지입니다. 새로 고치고 다시 시도해 주세요.',
  'problem.request.precondition_failed':
    '그사이 다른 곳에서 바뀌었습니다. 바뀐 내용을 확인하고 다시 시도해 주세요.',
  'problem.request.conflict': '지금 다른 작업이 진행되고 있습니다. 페이지를 새로 고치고 다시 시도해 주세요.',
  'problem.request.idempotency_mismatch':
    '같은 요청이 다른 내용으로 이미 보내졌습니다. 페이지를 새로 고치고 다시 시도해 주세요.',
  'problem.auth.required': '로그아웃된 상태입니다. 다시 로그인해 주세요.',
  'problem.auth.stale': '이 작업을 하려면 다시 한번 로그인해 주세요. 로그인한 지 10분이 지났습니다.',
  'problem.auth.forbidden': '보거나 바꿀 권한이 없습니다.',
  'problem.auth.assertion_invalid': '로그인을 확인하지 못했습니다. 다시 로그인해 주세요.',
  'problem.auth.cancelled': '로그인을 취소했습니다. 언제든 다시 로그인하실 수 있습니다.',
  'problem.auth.profile_incomplete':
    '이메일 주소를 받지 못했습니다. 다시 로그인하면서 이메일 주소를 선택한 채로 두어 주세요.',
  'problem.auth.provider_unavailable': 'Ubuntu One이 응답하지 않습니다. 몇 분 뒤에 다시 시도해 주세요.',
  'problem.member.not_found': '그런 사람이 없습니다.',
  'problem.member.banned': '관리자가 이 서비스 이용을 중지했습니다. 팀에 문의해 주세요.',
  'problem.member.account_unknown': 'Launchpad에 아직 계정이 없습니다. Launchpad에 한 번 로그인해 주세요.',
  'problem.member.account_invalid': 'Launchpad에 따르면 계정이 활성 상태가 아닙니다.',
  'problem.member.coc_unsigned': 'Launchpad에서 Ubuntu 행동 강령에 서명한 뒤 다시 확인해 주세요.',
  'problem.member.not_in_team': '주소를 드리는 팀의 회원이 아닙니다.',
  'problem.launchpad.unavailable':
    'Launchpad가 응답하지 않습니다. 바뀐 것은 없으니 몇 분 뒤에 다시 시도해 주세요.',
  'problem.launchpad.unexpected_response':
    'Launchpad의 응답을 이해하지 못했습니다. 바뀐 것은 없으니 나중에 다시 시도해 주세요.',
  'problem.store.unavailable': '데이터베이스가 응답하지 않습니다. 잠시 뒤에 다시 시도해 주세요.',
  'problem.internal': '저희 쪽에 문제가 생겼습니다. 다시 시도해 보시고, 계속되면 요청 ID를 알려 주세요.',
};

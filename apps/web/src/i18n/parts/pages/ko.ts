import type { Translated } from '../../catalogue.ts';
import type { texts as en } from './en.ts';

export const texts: Translated<typeof en> = {
  load_more: '더 보기',
  sign_out: '로그아웃',

  'frame.navigation': '주 메뉴',
  'frame.open_menu': '메뉴',
  'frame.close_menu': '메뉴 닫기',
  'nav.activity': '활동 기록',
  'nav.eligibility': '자격',
  'nav.account': '계정',
  'nav.admin': '관리',
  'nav.overview': '개요',
  'nav.errors': '오류',
  'nav.admin_addresses': '주소',
  'nav.sync': '동기화',
  'nav.audit': '감사 기록',
  'nav.domains': '도메인',
  'nav.members': '회원',

  'dialog.close': '닫기',
  'dialog.cancel': '취소',
  'dialog.offline': '인터넷에 연결되어 있지 않습니다. 다시 연결되면 이어서 처리합니다.',

  'forbidden.title': '관리자용 페이지입니다',
  'forbidden.text': '이 페이지를 볼 수 있는 역할이 없습니다. 내 주소는 늘 있던 곳에 있습니다.',
  'forbidden.back': '내 주소로',

  'addresses.title': '내 주소',
  'addresses.help': '어떤 주소가 있고 어디로 전달되는지, 할 일이 있는지 보여 드립니다.',
  'addresses.address': '주소',
  'addresses.state': '상태',
  'addresses.goes_to': '전달 받을 주소',
  'addresses.since': '시작',
  'addresses.copy': '{address} 복사',
  'addresses.empty.pending.title': '아직 주소가 없습니다',
  'addresses.empty.pending.text':
    '아직 Launchpad에 물어보지 못했습니다. 응답이 오는 대로 주소가 여기에 나타납니다.',
  'addresses.empty.not_eligible.title': '아직 주소가 없습니다',
  'addresses.empty.not_eligible.text':
    '아직 갖추지 못한 조건이 있습니다. 다음 페이지에서 어떤 조건인지, 무엇을 하면 되는지 볼 수 있습니다.',
  'addresses.empty.name_unusable.title': 'Launchpad 이름을 주소로 쓸 수 없습니다',
  'addresses.empty.name_unusable.text':
    '자격은 있지만, 이름의 쓰임이 따로 정해져 있거나 메일에서 허용하지 않는 꼴입니다. 관리자가 알고 있으며 다른 이름을 드릴 수 있습니다.',
  'addresses.empty.being_made.title': '주소를 준비하고 있습니다',
  'addresses.empty.being_made.text':
    '조건을 모두 갖추었습니다. 몇 분이 지나도 나타나지 않으면 다시 확인해 주세요.',
  'addresses.empty.action': '내 자격 보기',

  'alias.state.active': '사용 중',
  'alias.state.paused': '일시 중지',
  'alias.state.grace': '유예 기간',
  'alias.state.suspended': '정지',
  'alias.state.released': '해제',
  'alias.meaning.active': '메일을 전달합니다.',
  'alias.meaning.no_recipient': '아직 전달할 메일함이 없습니다.',
  'alias.meaning.paused': '직접 일시 중지했습니다.',
  'alias.meaning.grace': '아직 메일을 전달합니다.',
  'alias.meaning.grace_until': '{date}까지 메일을 전달합니다.',
  'alias.meaning.suspended': '메일을 받지 않습니다.',
  'alias.meaning.released': '이제 내 주소가 아니며, 다른 사람에게도 가지 않습니다.',
  'alias.reason.left_team': '더는 팀 회원이 아니라서 메일을 받지 않습니다.',
  'alias.reason.not_valid': 'Launchpad 계정이 활성 상태가 아니라서 메일을 받지 않습니다.',
  'alias.reason.coc_unsigned': '행동 강령에 서명하지 않아 메일을 받지 않습니다.',
  'alias.reason.banned': '관리자가 서비스 이용을 중지하여 메일을 받지 않습니다.',
  'alias.reason.domain_retired': '이 도메인은 더는 쓰지 않아 메일을 받지 않습니다.',
  'alias.reason.held': '관리자가 이 주소를 보류하여 메일을 받지 않습니다.',
  'recipient.none': '아직 없음',
  'recipient.pending': '확인 대기',
  'recipient.failing': '메일을 받지 않음',

  'trouble.title': '확인이 필요한 주소가 {count, number}개 있습니다',
  'trouble.suspended.left_team':
    'Launchpad의 팀 회원 명단에서 빠져서 <address/> 주소로 오는 메일을 받지 않습니다. 돌아오실 때를 위해 설정은 그대로 둡니다.',
  'trouble.suspended.not_valid':
    'Launchpad 계정이 활성 상태가 아니라서 <address/> 주소로 오는 메일을 받지 않습니다. 설정은 그대로 둡니다.',
  'trouble.suspended.coc_unsigned':
    'Ubuntu 행동 강령에 서명할 때까지 <address/> 주소로 오는 메일을 받지 않습니다. 설정은 그대로 둡니다.',
  'trouble.suspended.banned':
    '관리자가 서비스 이용을 중지하여 <address/> 주소로 오는 메일을 받지 않습니다. 팀에 문의해 주세요.',
  'trouble.suspended.domain_retired':
    '이 도메인의 주소 서비스가 끝나 <address/> 주소로 오는 메일을 받지 않습니다. 설정은 그대로 보관됩니다.',
  'trouble.suspended.held':
    '관리자가 보류하는 동안 <address/> 주소로 오는 메일을 받지 않습니다. 관리자만 풀 수 있으니 팀에 문의해 주세요.',
  'trouble.no_recipient':
    '<address/> 주소로 온 메일을 전달할 곳이 없습니다. 저희 도메인이 아닌 메일함을 정해 주세요.',
  'trouble.failing':
    '<address/> 주소에서 전달하는 메일을 <recipient/> 쪽에서 받지 않습니다. 그 메일함을 확인하거나 다른 메일함을 정해 주세요.',
  'trouble.grace':
    'Launchpad에 따르면 <address/> 주소를 쓸 자격이 더는 없습니다. 메일은 {date}까지 전달하며, 그 전에 돌아오시면 모두 그대로입니다.',
  'trouble.grace_open':
    'Launchpad에 따르면 <address/> 주소를 쓸 자격이 더는 없습니다. 메일은 당분간 전달하며, 돌아오시면 모두 그대로입니다.',
  'remedy.sign_coc': 'Launchpad에서 행동 강령에 서명하기',
  'remedy.launchpad': 'Launchpad 열고 로그인하기',
  'remedy.help': '도움말 보기',
  'remedy.eligibility': '내 자격 보기',

  'steps.title': '첫 단계',
  'steps.verified': 'Launchpad 자격 확인',
  'steps.ready': '내 주소',
  'steps.done': '(완료)',
  'steps.to_do': '(아직)',
  'steps.dismiss': '알겠습니다',

  'eligibility.title': '자격',
  'eligibility.help': '주소를 받을 수 있는지를 정하는 조건입니다. Launchpad의 답을 따릅니다.',
  'eligibility.check_again': '다시 확인',
  'eligibility.checking': 'Launchpad에 물어보는 중…',
  'eligibility.result.yes': '방금 확인했습니다. 자격이 있습니다.',
  'eligibility.result.no': '방금 확인했습니다. 아직 갖추지 못한 조건이 있습니다.',
  'eligibility.result.pending':
    'Launchpad가 제때 응답하지 않았습니다. 계속 물어보고 있으며, 바뀐 것은 없습니다.',
  'eligibility.verdict.yes': '다섯 가지 조건을 모두 갖추었습니다.',
  'eligibility.verdict.no': '아직 갖추지 못한 조건이 있습니다.',
  'eligibility.verdict.unknown': '조건을 갖추었는지 아직 알 수 없습니다.',
  'eligibility.pending.title': 'Launchpad에 물어보지 못했습니다',
  'eligibility.pending.never': '응답을 기다리고 있습니다. 아직 아무것도 정해지지 않았습니다.',
  'eligibility.pending.older':
    '응답을 기다리고 있습니다. 그때까지는 Launchpad가 마지막으로 답한 내용을 보여 드립니다.',
  'eligibility.never_checked': '아직 확인한 적이 없습니다',
  'eligibility.checked_label': '확인한 때:',
  'eligibility.name_label': 'Launchpad 이름:',
  'eligibility.rules': '조건',
  'eligibility.domains': '메일 도메인',
  'eligibility.team': '~{team} 팀',

  'rule_state.ok': '예',
  'rule_state.failed': '아니요',
  'rule_state.unknown': '아직 모름',
  'rule.not_banned': '이 서비스를 쓸 수 있습니다',
  'rule.not_banned.ok': '쓰지 못할 까닭이 없습니다.',
  'rule.not_banned.failed': '관리자가 이 서비스 이용을 중지했습니다. 팀에 문의해 주세요.',
  'rule.not_banned.unknown': '아직 살펴보지 않았습니다.',
  'rule.account_known': 'Launchpad에 계정이 있습니다',
  'rule.account_known.ok': 'Ubuntu One 계정과 이어진 Launchpad 계정이 있습니다.',
  'rule.account_known.failed':
    'Ubuntu One 계정과 이어진 Launchpad 계정이 없습니다. Launchpad에 한 번 로그인한 뒤 다시 확인해 주세요.',
  'rule.account_known.unknown': 'Launchpad에 물어보지 못했습니다.',
  'rule.account_valid': 'Launchpad 계정이 활성 상태입니다',
  'rule.account_valid.ok': 'Launchpad에 따르면 활성 상태입니다.',
  'rule.account_valid.failed':
    'Launchpad에 따르면 비활성화 또는 정지되었거나, 기본 이메일 주소가 없습니다. Launchpad에서 바로잡은 뒤 다시 확인해 주세요.',
  'rule.account_valid.unknown': 'Launchpad에 물어보지 못했거나 계정이 없습니다.',
  'rule.coc_signed': 'Ubuntu 행동 강령에 서명했습니다',
  'rule.coc_signed.ok': 'Launchpad에 따르면 서명하셨습니다.',
  'rule.coc_signed.failed': 'Launchpad에 따르면 서명하지 않으셨습니다. 서명한 뒤 다시 확인해 주세요.',
  'rule.coc_signed.unknown': 'Launchpad에 물어보지 못했거나 계정이 없습니다.',
  'rule.in_team': '주소를 드리는 팀의 회원입니다',
  'rule.in_team.ok': 'Launchpad에 따르면 아래 팀 가운데 하나 이상의 회원입니다.',
  'rule.in_team.failed':
    'Launchpad에 따르면 아래 어느 팀의 회원도 아닙니다. 가입 방법은 팀 페이지에 있습니다.',
  'rule.in_team.unknown': 'Launchpad에 물어보지 못했거나 계정이 없습니다.',

  'domain_state.ok': '주소를 쓸 수 있습니다',
  'domain_state.failed': '주소 없음',
  'domain_state.unknown': '아직 모름',
  'domain_text.ok': 'Launchpad에 따르면 팀 회원입니다.',
  'domain_text.failed': '갖추지 못한 조건이 있습니다.',
  'domain_text.unknown': 'Launchpad에 물어보지 못했습니다.',
  'domain_reason.banned': '관리자가 이 서비스 이용을 중지했습니다.',
  'domain_reason.account_unknown': 'Launchpad에 계정이 없습니다.',
  'domain_reason.account_invalid': 'Launchpad 계정이 활성 상태가 아닙니다.',
  'domain_reason.coc_unsigned': '행동 강령에 서명하지 않았습니다.',
  'domain_reason.not_in_team': 'Launchpad에 따르면 팀 회원이 아닙니다.',
  'domain_reason.name_unusable':
    'Launchpad 이름을 주소로 쓸 수 없습니다. 관리자가 알고 있으며 다른 이름을 드릴 수 있습니다.',
  'domain_reason.name_taken':
    '회원님의 Launchpad 이름으로 된 주소는 다른 사람의 것입니다. 관리자가 알고 있으며 다른 이름을 드릴 수 있습니다.',
  'domain_reason.rename_limit':
    '최근 90일 안에 바뀐 이름으로 주소를 받았으므로 다음 주소는 기다려야 합니다. 지금 있는 주소는 그대로 남습니다.',
  'domain_reason.domain_unproven': '아직 준비되지 않은 도메인입니다. 준비되면 주소가 생깁니다.',

  'status.title': '서비스 상태',
  'status.launchpad': 'Launchpad',
  'status.launchpad.ok': '응답함',
  'status.launchpad.ok.text': '새 회원과 바뀐 내용을 평소처럼 확인합니다.',
  'status.launchpad.unavailable': '응답 없음',
  'status.launchpad.unavailable.text':
    '메일은 그대로 전달되고, 이 때문에 주소를 잃는 분은 없습니다. 새 회원과 바뀐 내용은 기다려야 합니다.',
  'status.launchpad.unknown': '아직 묻지 않음',
  'status.launchpad.unknown.text': '누군가 로그인할 때 물어봅니다.',
  'status.checked_label': '마지막으로 물어본 때:',
  'status.mail': '저희가 보내는 메일',
  'status.mail.ok': '제때 발송',
  'status.mail.ok.text': '이 서비스가 보내는 메일이 평소처럼 나갑니다.',
  'status.mail.delayed': '지연',
  'status.mail.delayed.text': '이 서비스가 보내는 메일이 기다리고 있습니다. 잃어버린 것은 없습니다.',
  'status.version': '버전',

  'privacy.title': '개인정보',
  'privacy.lead': '이것이 전부입니다. 여기에 없는 것은 보관하지 않습니다.',
  'privacy.kept': '한 사람에 대해 보관하는 것',
  'privacy.kept.identity': '누구인지',
  'privacy.kept.identity.text': '로그인할 때 받은 Ubuntu One 식별자, Launchpad 이름, 표시 이름, 이메일 주소.',
  'privacy.kept.language': '언어와 시간대',
  'privacy.kept.language.text': '페이지와 메일에 쓰도록 고르신 것.',
  'privacy.kept.check': 'Launchpad의 마지막 답',
  'privacy.kept.check.text':
    '계정이 활성 상태인지, 행동 강령에 서명했는지, 저희 팀 가운데 어느 팀의 회원인지. 다른 팀은 보관하지 않습니다.',
  'privacy.kept.addresses': '주소',
  'privacy.kept.addresses.text':
    '가지고 계신 주소와 그 상태, 전달 받을 주소. 신청하신 새 메일함과, 그것을 확인하고 되돌리는 데 필요한 것.',
  'privacy.kept.counts': '주소로 온 메일의 수',
  'privacy.kept.counts.text':
    '날마다 전달한 수와 거절한 수 두 가지를 90일 동안 보관합니다. 원하시면 세지 않습니다. 누가 보냈는지는 남기지 않습니다.',
  'privacy.kept.export': '내 데이터를 모은 파일',
  'privacy.kept.export.text':
    '만드는 데 시간이 걸리는 파일을 요청하셨다면 이레 동안 보관하며, 본인만 열 수 있습니다.',
  'privacy.kept.sessions': '로그인 상태',
  'privacy.kept.sessions.text': '브라우저 이름, 처음 쓴 때와 마지막으로 쓴 때.',
  'privacy.kept.attempts': '로그인 시도',
  'privacy.kept.attempts.text': '시작했지만 끝나지 않은 시도를 10분 동안.',
  'privacy.kept.problems': '문제 기록',
  'privacy.kept.problems.text':
    '무엇이 몇 번, 누구에게 잘못되었는지. 관리자가 볼 수 있습니다. 이메일 주소는 관리자가 열어 볼 때까지 가려져 있으며, 열어 본 일은 기록됩니다.',
  'privacy.kept.audit': '변경 기록',
  'privacy.kept.audit.text':
    '누가 언제 무엇을 바꾸었는지를 ID와 코드로만 적습니다. 이름과 주소는 적지 않습니다.',
  'privacy.kept.mails': '발송을 기다리는 메일',
  'privacy.kept.mails.text': '이 서비스가 직접 쓰는 메일. 보내고 나면 지웁니다.',
  'privacy.kept.limits': '남용을 막는 횟수 기록',
  'privacy.kept.limits.text':
    '최근에 몇 번 요청했는지를 네트워크 주소의 해시에 적어 둡니다. 네트워크 주소 자체는 보관하지 않습니다.',
  'privacy.not_kept': '보관하지 않는 것',
  'privacy.not_kept.messages': '메일 내용: 메모리를 지나갈 뿐 사본을 남기지 않습니다.',
  'privacy.not_kept.traffic': '누가 누구에게 썼는지: 어떤 기록, 표, 통계에도 없습니다.',
  'privacy.not_kept.passwords': '비밀번호: Ubuntu One에만 입력하며 저희는 받지 않습니다.',
  'privacy.not_kept.tracking': '추적: 이 페이지에서도, 저희 메일에서도 따라다니지 않습니다.',
  'privacy.not_kept.third_parties': '제3자의 것: 이 페이지는 다른 곳에서 아무것도 불러오지 않습니다.',
  'privacy.cookies': '쿠키',
  'privacy.cookies.text':
    '로그인 상태를 위한 것 하나, 로그인하는 10분 동안 쓰는 것 하나입니다. 언어와 테마 선택은 브라우저에 남습니다.',

  'help.title': '도움말',
  'help.who': '누가 주소를 받나요?',
  'help.who.text':
    '메일 도메인의 Launchpad 팀 회원이고, Launchpad 계정이 활성 상태이며, <coc>Ubuntu 행동 강령</coc>에 서명한 분입니다. 내 상황은 <eligibility>자격 페이지</eligibility>에서 볼 수 있습니다.',
  'help.start': '무엇을 하면 되나요?',
  'help.start.text': 'Ubuntu One으로 로그인하세요. 조건을 모두 갖추었으면 곧바로 주소가 생깁니다.',
  'help.name': '주소는 어떻게 정해지나요?',
  'help.name.text':
    'Launchpad 이름에 도메인을 붙입니다. 쓰임이 따로 정해졌거나 메일에서 쓸 수 없는 이름이면 관리자가 다른 이름을 드릴 수 있습니다.',
  'help.coc': '행동 강령에 서명했는데도 아니라고 나옵니다.',
  'help.coc.text':
    '<eligibility>자격 페이지</eligibility>에서 ‘다시 확인’을 누르시면 Launchpad에 새로 물어봅니다.',
  'help.waiting': 'Launchpad에 물어보지 못했다고 나옵니다.',
  'help.waiting.text':
    '지금 Launchpad가 응답하지 않습니다. 그 때문에 잃는 것은 없으며 계속 물어봅니다. 돌아왔는지는 <status>서비스 상태 페이지</status>에서 볼 수 있습니다.',
  'help.send': '이 주소로 메일을 보낼 수 있나요?',
  'help.send.text':
    '이 서비스는 들어오는 메일을 전달하기만 합니다. 평소 쓰는 메일함에 보내는 주소로 추가해 보세요. 방법은 메일 서비스마다 다릅니다.',
  'help.mailbox': '메일은 어디로 가나요?',
  'help.mailbox.text':
    '주소가 만들어질 때 <ubuntuone>Ubuntu One</ubuntuone>에서 받은 이메일 주소로 가며, <addresses>내 주소</addresses>에서 다른 메일함으로 바꿀 수 있습니다. 저희 도메인의 주소는 메일이 제자리를 돌게 되므로 쓸 수 없습니다.',
  'help.leave': '팀을 떠나면 어떻게 되나요?',
  'help.leave.text':
    '유예 기간이 시작됩니다. 그동안은 메일을 전달하고 안내 메일을 보내 드립니다. 그 뒤에는 메일을 받지 않습니다. 다른 사람에게 주지 않으며, 돌아오시면 되살아납니다.',
  'help.rename': 'Launchpad 이름을 바꾸었습니다.',
  'help.rename.text': '다음 확인 때 새 주소가 더해집니다. 예전 주소는 유예 기간 동안 그대로 쓸 수 있습니다.',
  'help.wrong': '무언가 잘못되었습니다.',
  'help.wrong.text':
    '오류를 알리는 글에는 요청 ID가 있습니다. 팀의 관리자에게 알려 주시면 무슨 일이 있었는지 찾을 수 있습니다.',

  'problem.alias.not_found': '내 주소 가운데 그런 주소가 없습니다.',
  'problem.alias.suspended': '정지된 주소라 메일을 받지 않습니다.',
  'problem.alias.taken': '다른 사람의 주소입니다.',
  'problem.alias.unclaimed': '주인을 기다리는 주소입니다.',
  'problem.alias.name_reserved': '따로 쓰임이 정해진 이름이라 주소로 쓸 수 없습니다.',
  'problem.alias.name_invalid': '주소로 쓸 수 없는 이름입니다.',
  'problem.alias.recipient_invalid': '그곳으로는 전달할 수 없습니다. 주소에 오타가 없는지 확인해 주세요.',
  'problem.alias.recipient_loop': '메일이 제자리를 돌게 됩니다. 저희 도메인이 아닌 메일함을 골라 주세요.',
  'problem.alias.recipient_unchanged': '이미 그 주소로 전달되고 있습니다.',
  'problem.alias.recipient_no_mail': '그 도메인은 메일을 받지 않습니다. 주소에 오타가 없는지 확인해 주세요.',
  'problem.alias.recipient_limit': '이 주소에는 전달 주소를 더 추가할 수 없습니다. 기존 주소를 바꿔 주세요.',
  'problem.alias.recipient_last':
    '마지막 전달 주소는 지울 수 없고 바꿀 수만 있습니다. 잠시 받지 않으려면 주소를 일시 중지하세요.',
  'problem.recipient.not_found': '이 전달 주소는 이제 없습니다. 페이지를 새로 고쳐 주세요.',
  'problem.recipient_change.not_found':
    '그런 변경 요청이 없습니다. 링크가 잘리지 않았는지 확인하고 전체를 복사해 주세요.',
  'problem.recipient_change.proof_invalid':
    '링크나 코드가 올바르지 않습니다. 가장 최근에 받은 메일의 것을 사용해 주세요.',
  'problem.recipient_change.closed':
    '이미 끝난 변경입니다. 확인되었거나 취소되었거나 더 새로운 요청으로 바뀌었습니다.',
  'problem.recipient_change.expired': '링크의 유효 기간이 지났습니다. 변경을 다시 요청해 주세요.',
  'problem.recipient_change.blocked':
    '이전 메일함에서 변경을 취소했기 때문에 하루 동안 새로 변경할 수 없습니다.',
  'problem.test_message.not_found': '이 시험 메일은 이제 없습니다. 다시 보내 주세요.',
  'problem.session.not_found': '이미 끝난 로그인입니다.',
  'problem.alias.limit_reached': '한 사람이 가질 수 있는 수를 모두 채웠습니다.',
  'problem.claim.not_found': '이미 썼거나 기한이 지났거나 다른 계정의 링크입니다.',
  'problem.domain.not_found': '그런 메일 도메인이 없습니다.',
  'problem.domain.record_wrong': '이 도메인의 DNS 레코드가 없거나 다릅니다.',
  'problem.domain.unproven': '아직 준비되지 않은 메일 도메인입니다.',
  'problem.error_entry.not_found': '오류 기록에 그런 항목이 없습니다.',
  'problem.sync_run.not_found': '그런 동기화가 없습니다.',
  'problem.sync.roster_not_accepted': '팀 명단을 끝까지 읽지 못했습니다. 바뀐 것은 없습니다.',
  'problem.sync.approval_needed': '주소 회수가 승인을 기다립니다.',
  'problem.sync.failed': '동기화가 실패했습니다. 절반만 적용된 것은 없습니다.',
  'problem.sync.trickle_behind': '하루 한 번 확인이 밀려 있습니다.',
  'problem.mail.delayed': '메일이 메일 서버를 기다리고 있습니다.',
  'problem.mail.undeliverable': '메일을 배달하지 못했습니다.',
};

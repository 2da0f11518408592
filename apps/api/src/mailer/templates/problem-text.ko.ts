import type { ProblemWords } from './problem-text.ts';

export const PROBLEMS_KO: ProblemWords = {
  'request.invalid': {
    title: '이해할 수 없는 요청',
    hint: '프로그램이나 페이지가 형식에 맞지 않는 값을 보냈습니다. 이 서비스의 페이지에서 생긴 일이라면 버그로 알려 주세요.',
  },
  'request.not_found': {
    title: '없는 페이지',
    hint: '오래된 링크가 남아 있는지 살펴보세요. 그 밖에는 하실 일이 없습니다.',
  },
  'request.method_not_allowed': {
    title: '허용되지 않는 요청 방식',
    hint: '어떤 프로그램이 API를 잘못 쓰고 있습니다. API 페이지에 경로마다 쓸 수 있는 방식이 나와 있습니다.',
  },
  'request.too_large': {
    title: '너무 큰 요청',
    hint: '불편을 겪는 사람이 없다면 하실 일이 없습니다.',
  },
  'request.unsupported_media_type': {
    title: '알 수 없는 형식의 요청',
    hint: 'API는 JSON만 받습니다. 프로그램을 만든 사람을 아신다면 알려 주세요.',
  },
  'request.csrf': {
    title: '다른 사이트에서 온 요청을 거절함',
    hint: '사용자들이 겪는 문제라면 PUBLIC_URL이 실제 접속 주소와 같은지, 프록시가 Origin 헤더를 그대로 전달하는지 확인하세요.',
  },
  'request.rate_limited': {
    title: '너무 잦은 요청',
    hint: '여러 사람이 한꺼번에 겪는다면 TRUSTED_PROXIES를 확인하세요. 모두 한 사용자로 보이고 있을 수 있습니다.',
  },
  'request.precondition_required': {
    title: '버전 없이 보낸 변경 요청',
    hint: '어떤 프로그램이 If-Match 없이 변경을 요청합니다. 방법은 API 페이지에 나와 있습니다.',
  },
  'request.precondition_failed': {
    title: '그 사이 다른 사람이 먼저 변경함',
    hint: '사용자에게 안내되었고 다시 시도할 수 있습니다. 따로 하실 일은 없습니다.',
  },
  'request.conflict': {
    title: '지금 상태에서는 할 수 없는 요청',
    hint: '새로 고쳐 지금 상태를 확인한 뒤 다시 시도하세요.',
  },
  'request.idempotency_mismatch': {
    title: '다른 요청에 다시 쓰인 Idempotency-Key',
    hint: '어떤 프로그램이 하나의 키를 서로 다른 두 요청에 썼습니다. 만든 사람에게 알려 주세요.',
  },
  'auth.required': {
    title: '로그인하지 않음',
    hint: '사용자가 다시 로그인하면 됩니다. 따로 하실 일은 없습니다.',
  },
  'auth.stale': {
    title: '로그인한 지 오래됨',
    hint: '사용자에게 다시 로그인하라고 안내되었습니다. 하실 일은 없습니다.',
  },
  'auth.forbidden': {
    title: '권한 없음',
    hint: '가진 권한보다 많은 것을 요청했습니다. 필요한 권한이라면 전체 관리자가 줄 수 있습니다.',
  },
  'auth.assertion_invalid': {
    title: '로그인을 확인할 수 없음',
    hint: 'Ubuntu One의 응답이 확인되지 않았습니다. 자주 생긴다면 PUBLIC_URL, UBUNTU_SSO_URL과 서버 시계를 확인하세요.',
  },
  'auth.cancelled': {
    title: '로그인 취소',
    hint: '사용자가 Ubuntu One에서 취소했습니다. 따로 하실 일은 없습니다.',
  },
  'auth.profile_incomplete': {
    title: '로그인에 필요한 정보 부족',
    hint: '사용자가 Ubuntu One에서 이메일을 공유하지 않았습니다. 이메일 항목을 선택한 채 다시 로그인하도록 안내하세요.',
  },
  'auth.provider_unavailable': {
    title: 'Ubuntu One 응답 없음',
    hint: '복구될 때까지 아무도 로그인할 수 없지만 이미 있는 주소는 계속 작동합니다. Ubuntu One의 상태와 서버의 네트워크를 확인하세요.',
  },
  'member.not_found': {
    title: '찾을 수 없는 사용자',
    hint: '탈퇴했거나 여기에 로그인한 적이 없는 사람입니다.',
  },
  'member.banned': {
    title: '차단된 사용자의 주소 요청',
    hint: '차단할 이유가 사라졌다면 전체 관리자가 풀 수 있습니다.',
  },
  'member.account_unknown': {
    title: 'Launchpad 계정 없음',
    hint: 'Ubuntu One 계정에 연결된 Launchpad 계정이 아직 없습니다. Launchpad에 한 번 로그인하면 만들어집니다.',
  },
  'member.account_invalid': {
    title: '유효하지 않은 Launchpad 계정',
    hint: '비활성화되었거나 정지된 계정입니다. 본인과 Launchpad 팀만 바꿀 수 있습니다.',
  },
  'member.coc_unsigned': {
    title: 'Code of Conduct에 서명하지 않음',
    hint: 'Launchpad에서 서명한 뒤 다시 확인하도록 안내하세요.',
  },
  'member.not_in_team': {
    title: '팀에 속하지 않음',
    hint: '하실 일이 없습니다. 팀에 있어야 할 사람이라면 Launchpad에서 팀에 추가하세요.',
  },
  'alias.not_found': {
    title: '찾을 수 없는 주소',
    hint: '본인이 있던 주소라고 하지 않는 한 하실 일이 없습니다.',
  },
  'alias.suspended': {
    title: '정지된 주소',
    hint: '자격을 다시 얻거나 관리자가 보류를 풀 때까지 메일을 받지 않습니다.',
  },
  'alias.taken': {
    title: '다른 사람의 주소',
    hint: '예전에 다른 사람이 쓰던 이름입니다. 다른 주소를 허용하거나, 확실하다면 이 주소를 풀어 주세요.',
  },
  'alias.unclaimed': {
    title: '이전 서비스의 주소가 주인을 기다림',
    hint: '그 주소가 전달되는 메일함으로 링크를 보냈습니다. 메일함을 쓸 수 없게 된 사람이라면 전체 관리자가 대신 넘겨줄 수 있습니다.',
  },
  'alias.name_reserved': {
    title: '예약된 Launchpad 이름',
    hint: '주소로 쓸 수 없는 이름입니다. 이 사람에게 다른 주소를 허용해 주세요.',
  },
  'alias.name_invalid': {
    title: '주소로 쓸 수 없는 Launchpad 이름',
    hint: '쓸 수 없는 글자가 있거나 너무 깁니다. 이 사람에게 다른 주소를 허용해 주세요.',
  },
  'alias.recipient_invalid': {
    title: '전달 받을 주소가 메일 주소가 아님',
    hint: '전달 받을 주소를 다시 정하도록 안내하세요.',
  },
  'alias.recipient_loop': {
    title: '전달 받을 주소가 이 서비스로 되돌아옴',
    hint: '전달 받을 주소가 이 서비스의 도메인에 있습니다. 다른 곳의 주소를 정하도록 안내하세요.',
  },
  'alias.recipient_unchanged': {
    title: '이미 쓰고 있는 전달 주소',
    hint: '하실 일은 없습니다.',
  },
  'alias.recipient_no_mail': {
    title: '메일을 받지 않는 도메인',
    hint: '전달 받을 주소를 다시 정하도록 안내하세요.',
  },
  'alias.recipient_limit': {
    title: '전달 주소 한도 도달',
    hint: '허용되는 개수는 도메인 설정에서 바꿀 수 있습니다.',
  },
  'alias.recipient_last': {
    title: '마지막 전달 주소는 지울 수 없음',
    hint: '바꾸거나 주소를 일시 중지하도록 안내하세요.',
  },
  'recipient.not_found': {
    title: '찾을 수 없는 전달 주소',
    hint: '하실 일은 없습니다.',
  },
  'recipient_change.not_found': {
    title: '찾을 수 없는 전달 주소 변경',
    hint: '하실 일은 없습니다.',
  },
  'recipient_change.proof_invalid': {
    title: '전달 주소 변경 링크나 코드가 틀림',
    hint: '하루 15번까지만 시도할 수 있습니다. 하실 일은 없습니다.',
  },
  'recipient_change.closed': {
    title: '이미 끝난 전달 주소 변경',
    hint: '하실 일은 없습니다.',
  },
  'recipient_change.expired': {
    title: '전달 주소 변경 링크가 만료됨',
    hint: '다시 요청하도록 안내하세요.',
  },
  'recipient_change.blocked': {
    title: '하루 동안 전달 주소를 바꿀 수 없음',
    hint: '이전 메일함에서 변경이 취소되었습니다. 본인이 요청한 것이 아니라면 Ubuntu One 계정이 도용되었을 수 있습니다.',
  },
  'test_message.not_found': {
    title: '찾을 수 없는 시험 메일',
    hint: '하실 일은 없습니다.',
  },
  'session.not_found': {
    title: '찾을 수 없는 로그인 세션',
    hint: '하실 일은 없습니다.',
  },
  'alias.limit_reached': {
    title: '주소 한도 도달',
    hint: '이름 변경에 따른 새 주소는 90일에 한 번 만들어집니다. 더 일찍 필요하다면 직접 허용해 주세요.',
  },
  'claim.not_found': {
    title: '쓸 수 없는 링크',
    hint: '이미 썼거나 기한이 지났거나 다른 계정의 링크입니다. 본인에게 안내되었으니 따로 하실 일은 없습니다.',
  },
  'domain.not_found': {
    title: '찾을 수 없는 도메인',
    hint: '철자가 맞는지, 여기에 등록된 도메인인지 확인하세요.',
  },
  'domain.unproven': {
    title: '도메인 소유 확인 안 됨',
    hint: '도메인 페이지에 나오는 TXT 레코드를 등록하세요. 그 뒤에 주소가 만들어집니다.',
  },
  'domain.record_wrong': {
    title: 'DNS 레코드가 없거나 다름',
    hint: '필요한 값과 지금 값은 도메인 페이지에 나옵니다. 이 때문에 메일이 멈추지는 않습니다.',
  },
  'error_entry.not_found': {
    title: '찾을 수 없는 오류 항목',
    hint: '하실 일이 없습니다. 담당하지 않는 도메인의 항목일 수 있습니다.',
  },
  'launchpad.unavailable': {
    title: 'Launchpad 응답 없음',
    hint: '바뀐 것은 없고 주소를 잃는 사람도 없습니다. 자동으로 다시 확인하며, 오래 계속되면 Launchpad의 상태를 살펴보세요.',
  },
  'launchpad.unexpected_response': {
    title: 'Launchpad의 예상 밖 응답',
    hint: '바뀐 것은 없습니다. 계속된다면 Launchpad가 달라졌을 수 있으니 버그로 알려 주세요.',
  },
  'sync_run.not_found': {
    title: '찾을 수 없는 동기화',
    hint: '하실 일이 없습니다. 담당하지 않는 도메인의 동기화일 수 있습니다.',
  },
  'sync.roster_not_accepted': {
    title: '팀 동기화 중단',
    hint: '바뀐 것은 없고 주소를 잃는 사람도 없습니다. 다음 동기화 때 다시 시도합니다. 팀이 정말 줄었다면 동기화 페이지에서 명단을 승인하세요.',
  },
  'sync.approval_needed': {
    title: '주소 회수 승인 대기',
    hint: '하루 안에 끝나게 될 주소가 많아 사람이 확인해야 합니다. 동기화 페이지에서 계획을 읽고 승인하거나 거절하세요.',
  },
  'sync.failed': {
    title: '팀 동기화 실패',
    hint: '서비스 내부 오류로 끝났으며, 절반만 적용된 것은 없습니다. 엔지니어를 위한 내용이 오류 기록에 있습니다.',
  },
  'sync.trickle_behind': {
    title: '하루 한 번 확인이 밀림',
    hint: '하루 안에 모든 회원을 확인하지 못하고 있습니다. TRICKLE_PER_MINUTE 값을 올리거나 Launchpad가 응답하는지 확인하세요.',
  },
  'mail.delayed': {
    title: '메일이 나가지 못하고 기다리는 중',
    hint: '메일 서버가 지금은 메일을 받지 않습니다. 사흘 동안 다시 시도합니다. SMTP_URL을 확인하세요.',
  },
  'mail.undeliverable': {
    title: '알림 메일을 보내지 못함',
    hint: '받는 쪽이나 메일 서버가 거절했습니다. 주소를 먼저 확인하고, SMTP_URL과 MAIL_FROM을 확인하세요.',
  },
  'store.unavailable': {
    title: '데이터베이스 응답 없음',
    hint: 'PostgreSQL이 작동하고 연결을 받는지 확인하세요. 진행 중이던 작업은 다시 시도됩니다.',
  },
  internal: {
    title: '서비스 내부 오류',
    hint: '엔지니어를 위한 자세한 내용이 오류 기록에 있습니다. 버그로 알려 주세요.',
  },
};

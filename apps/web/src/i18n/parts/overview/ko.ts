import type { Translated } from '../../catalogue.ts';
import type { texts as en } from './en.ts';

export const texts: Translated<typeof en> = {
  'overview.title': '개요',
  'overview.help': '도메인의 상태와 살펴볼 일입니다.',
  'overview.warnings': '살펴볼 일',
  'overview.warning.no_contact': '{{domain}} 도메인의 문제를 메일로 받는 사람이 없습니다.',
  'overview.warning.no_contact.fix': '도메인에 연락처를 등록하거나 ADMIN_CONTACTS를 설정하세요.',
  'overview.warning.mail_failing': '저희 메일이 나가지 못하고 있습니다.',
  'overview.warning.launchpad_failing':
    'Launchpad가 응답하지 않습니다. 그 때문에 주소를 잃는 사람은 없습니다.',
  'overview.since': '시작:',
  'overview.see_errors': '오류 기록 보기',
  'overview.all_well': '살펴볼 일이 없습니다.',
  'overview.members_other': '회원 {{count, number}}명',
  'overview.errors_other': '열린 문제 {{count, number}}건',
  'overview.no_errors': '열린 문제 없음',
  'overview.chart': '지난 90일 동안 {{domain}} 도메인에서 메일을 받은 주소',
  'overview.chart.summary': '90일 사이 {{from, number}}개에서 {{to, number}}개로',
  'overview.day': '날짜',
  'overview.addresses': '주소',
  'overview.table': '표로 보기',
  'overview.none.title': '도메인 없음',
  'overview.none.text': '맡은 역할에 해당하는 도메인이 없습니다.',
};

import { describe, expect, test } from 'vitest';
import { checkAssertion } from './openid-assertion.ts';
import { NOW, RETURN_TO, SSO_URL, queryOf, signed, valid, withSignedList } from './testing/answer.ts';

const check = (query: string) => checkAssertion(query, { ssoUrl: SSO_URL, returnTo: RETURN_TO, now: NOW });
const plain = () => queryOf(withSignedList(valid()));

describe('shape', () => {
  test.each<[string, string, string]>([
    ['over 8 KB', `${plain()}&openid.x=${'a'.repeat(8000)}`, 'too_large'],
    ['a value over 2 KB', signed({ 'sreg.fullname': 'a'.repeat(2049) }), 'value_too_long'],
    ['a value over 2 KB in bytes', signed({ 'sreg.fullname': 'ö'.repeat(1025) }), 'value_too_long'],
    ['nothing', '', 'parameter_name'],
    ['an empty pair', `${plain()}&`, 'parameter_name'],
    ['a pair without a name', `${plain()}&=x`, 'parameter_name'],
    ['a pair without an equals sign', `${plain()}&openid.x`, 'parameter_name'],
    ['openid_identifier', `${plain()}&openid_identifier=https://evil.example/`, 'parameter_name'],
    ['is_valid', `${plain()}&is_valid=true`, 'parameter_name'],
    ['an array', `${plain()}&openid.mode[]=id_res`, 'parameter_name'],
    ['a nested object', `${plain()}&openid[mode]=id_res`, 'parameter_name'],
    ['a name in capitals', `${plain()}&OpenID.mode=id_res`, 'parameter_name'],
    ['a name with a colon', `${plain()}&openid.a:b=1`, 'parameter_name'],
    ['a name with a newline', `${plain()}&openid.a%0Ab=1`, 'parameter_name'],
    ['a name with a space', `${plain()}&openid.mode+=id_res`, 'parameter_name'],
    ['a name with NUL', `${plain()}&openid.mode%00=id_res`, 'parameter_name'],
    ['a name in full-width letters', `${plain()}&openid.%EF%BD%8Dode=x`, 'parameter_name'],
    ['only the prefix', `${plain()}&openid.=x`, 'parameter_name'],
    ['__proto__', `${plain()}&__proto__=x`, 'parameter_name'],
    ['a parameter twice', `${plain()}&openid.mode=id_res`, 'parameter_repeated'],
    ['a parameter twice by encoding', `${plain()}&openid%2Emode=id_res`, 'parameter_repeated'],
    ['a parameter twice by odd encoding', `${plain()}&%6Fpenid.claimed_id=x`, 'parameter_repeated'],
    ['state twice', `${plain()}&state=${'t'.repeat(43)}`, 'parameter_repeated'],
    ['a newline in a value', signed({ 'sreg.fullname': 'a\nemail:x' }), 'control_character'],
    ['a carriage return', signed({ 'sreg.fullname': 'a\rb' }), 'control_character'],
    ['NUL', signed({ 'sreg.nickname': 'ada\0' }), 'control_character'],
    ['a C1 control character', signed({ 'sreg.nickname': 'ada\u0085' }), 'control_character'],
    ['DEL', signed({ 'sreg.nickname': 'ada\u007f' }), 'control_character'],
    ['a stray percent sign', `${plain()}&openid.x=%`, 'encoding'],
    ['half an escape', `${plain()}&openid.x=%4`, 'encoding'],
    ['an escape that is none', `${plain()}&openid.x=%zz`, 'encoding'],
    ['bytes that are not UTF-8', `${plain()}&openid.x=%ff`, 'encoding'],
    ['an over-long slash', `${plain()}&openid.x=%C0%AF`, 'encoding'],
    ['an encoded surrogate', `${plain()}&openid.x=%ED%A0%80`, 'encoding'],
    ['a raw space', `${plain()} `, 'encoding'],
    ['a raw hash', `${plain()}#openid.x=1`, 'encoding'],
    ['raw text beyond ASCII', `${plain()}&openid.x=ö`, 'encoding'],
    ['a raw lone surrogate', `${plain()}&openid.x=\ud800`, 'encoding'],
    ['an old %u escape', `${plain()}&openid.x=%u0041`, 'encoding'],
  ])('refuses %s', (_name, query, reason) => {
    expect(check(query)).toEqual({ outcome: 'refused', reason });
  });
});

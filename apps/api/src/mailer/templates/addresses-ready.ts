import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, list, paragraph } from './document.ts';
import { message } from './message.ts';

const readyAddressSchema = z.object({
  address: z.string(),
  /** Where its mail goes; null when the person has yet to choose. */
  recipient: z.string().nullable(),
});
type ReadyAddress = z.infer<typeof readyAddressSchema>;

/** To the contributor, once for everything that a check has made. */
export const addressesReady = defineTemplate({
  name: 'addresses-ready',
  params: z.object({ addresses: z.array(readyAddressSchema).min(1), dashboardUrl: linkSchema }),
  compose: {
    en: ({ addresses, dashboardUrl }) => ({
      fact: message(
        'en',
        '{count, plural, one {Your address {address} is ready} other {Your # addresses are ready}}',
        factsOf(addresses),
      ),
      blocks: [
        whereMailGoes(addresses, ({ address, recipient }) =>
          recipient === null
            ? line`Mail to ${address} has nowhere to go yet: choose a recipient on the page below.`
            : line`Mail to ${address} goes to ${recipient}.`,
        ),
        paragraph(line`You can change where it goes, pause it or send yourself a test at any time.`),
      ],
      link: { label: 'Open your addresses', url: dashboardUrl },
    }),
    ko: ({ addresses, dashboardUrl }) => ({
      fact: message(
        'ko',
        '{count, plural, =1 {{address} 주소가 준비되었습니다} other {주소 #개가 준비되었습니다}}',
        factsOf(addresses),
      ),
      blocks: [
        whereMailGoes(addresses, ({ address, recipient }) =>
          recipient === null
            ? line`${address} 주소는 전달 받을 주소가 아직 없습니다. 아래 페이지에서 정해 주세요.`
            : line`${address} 주소로 온 메일은 ${recipient} 주소로 전달됩니다.`,
        ),
        paragraph(
          line`전달 받을 주소를 바꾸거나, 전달을 잠시 멈추거나, 시험 메일을 보내는 것은 언제든지 할 수 있습니다.`,
        ),
      ],
      link: { label: '내 주소 열기', url: dashboardUrl },
    }),
  },
});

const factsOf = (addresses: readonly ReadyAddress[]) => ({
  count: addresses.length,
  address: addresses[0]?.address ?? '',
});

function whereMailGoes(
  addresses: readonly ReadyAddress[],
  say: (address: ReadyAddress) => ReturnType<typeof line>,
) {
  const [first] = addresses;
  return first && addresses.length === 1
    ? paragraph(say(first))
    : list(addresses.map((address) => ({ line: say(address) })));
}

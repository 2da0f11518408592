import type { Alias } from '@ubuntu-aliases/shared';
import { Menu, type MenuItem } from '../../../components/Menu.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { inUse, pendingOf } from '../pending.ts';
import type { OpenDialog } from '../useDialog.ts';

export interface AddressActions {
  open: OpenDialog;
  resume: (alias: Alias) => void;
}

/** What its owner can do with an address as it is. */
export function AddressMenu({ alias, actions }: { alias: Alias; actions: AddressActions }) {
  const { t } = useTranslation();
  if (alias.state === 'released' || alias.state === 'suspended') return null;
  const { open, resume } = actions;
  const isPending = pendingOf(alias) !== null;
  const recipients = inUse(alias);
  const items: MenuItem[] = [];
  const add = (label: string, onSelect: () => void) => items.push({ label, onSelect });

  if (isPending) add(t('menu.enter_code'), () => open('recipient', alias));
  else if (recipients.length <= 1) {
    add(t(recipients.length === 0 ? 'menu.choose' : 'menu.change'), () =>
      open('recipient', alias, recipients[0]?.id),
    );
  } else {
    for (const { id, address } of recipients)
      add(t('menu.replace', { address }), () => open('recipient', alias, id));
    for (const { id, address } of recipients)
      add(t('menu.remove', { address }), () => open('remove', alias, id));
  }
  if (!isPending && recipients.length > 0 && recipients.length < alias.maxRecipients)
    add(t('menu.add'), () => open('recipient', alias));
  if (alias.state !== 'paused' && recipients.length > 0) add(t('menu.test'), () => open('test', alias));
  add(t('menu.counts'), () => open('counts', alias));
  if (alias.state === 'paused') add(t('menu.resume'), () => resume(alias));
  else add(t('menu.pause'), () => open('pause', alias));
  return (
    <Menu label={t('menu.label')} description={t('menu.of', { address: alias.address })} items={items} />
  );
}

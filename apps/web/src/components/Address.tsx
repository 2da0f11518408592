import { Fragment } from 'react';

/** Characters that fit on the narrowest screen we draw for. */
const LINE = 30;

/**
 * An address in monospace, isolated from the direction of the text around it. It may break before the @
 * and after a dot of the domain; inside a local part only when the line is too short for it.
 */
export function Address({ value }: { value: string }) {
  const at = value.lastIndexOf('@');
  if (at < 0) return <bdi className="address">{value}</bdi>;
  const className = value.length > LINE ? 'address is-long' : 'address';
  const labels = value.slice(at + 1).split('.');
  return (
    <bdi className={className}>
      {value.slice(0, at)}
      <wbr />@
      {labels.map((label, index) => (
        <Fragment key={index}>
          {index > 0 && (
            <>
              .<wbr />
            </>
          )}
          {label}
        </Fragment>
      ))}
    </bdi>
  );
}

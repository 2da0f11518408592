/** A name written by somebody: any script, any direction, any length. */
export function Name({ value }: { value: string }) {
  return <bdi className="name">{value}</bdi>;
}

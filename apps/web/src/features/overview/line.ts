/** The line of a small chart as the `d` of an SVG path, from the left edge to the right one. */
export function linePath(values: readonly number[], width: number, height: number): string {
  const max = Math.max(1, ...values);
  const x = (index: number) => (values.length < 2 ? 0 : (index / (values.length - 1)) * width);
  const y = (value: number) => height - (value / max) * height;
  return values
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('');
}

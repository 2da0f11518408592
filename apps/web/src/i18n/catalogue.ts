/** Keys that only some languages need: the singular, and English "an" before a vowel. */
type OnlyEnglish = `${string}_one` | `${string}_vowel`;

/** What another language must provide for an English catalogue; a missing key does not compile. */
export type Translated<Source> = { [Key in keyof Source as Key extends OnlyEnglish ? never : Key]: string };

export type Texts = Readonly<Record<string, string>>;

/** The first load brings `frame` alone; the others come with the pages that use them. */
export type Part = 'frame' | 'pages' | 'admin';

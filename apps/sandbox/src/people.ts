/**
 * The invented people. Each stands for one case that the product has to get right, and says which.
 * Everything is fixed, so a test, a screenshot and a bug report can name a person.
 * Addresses are under example.org and example.com (RFC 2606), except where the address is the case.
 */

export type AccountStatus =
  'Active' | 'Deactivated' | 'Suspended' | 'Closed' | 'Deceased' | 'Placeholder' | 'Unactivated';

export const groups = [
  'Everyday',
  'Flavours',
  'Refused',
  'E-mail',
  'Names',
  'Changed names',
  'Display names',
] as const;
export type Group = (typeof groups)[number] | 'Made by hand';

export interface PersonSeed {
  /** The last part of the claimed identifier; never changes. */
  openid: string;
  /** The Launchpad name; null when there is no Launchpad person. */
  name: string | null;
  displayName: string;
  /** The preferred address that sign-in hands over; null when there is none. */
  email: string | null;
  group: Group;
  /** One sentence: what this person is for. */
  case: string;
  teams?: string[];
  cocSigned?: boolean;
  valid?: boolean;
  accountStatus?: AccountStatus;
  hideEmail?: boolean;
  karma?: number;
  /** The identifier of the account that this one was merged into. */
  mergedInto?: string;
}

/** Put her identifier into ADMIN_IDENTIFIERS to have an admin of everything. */
export const adminOpenid = 'AdA7okf';

const longName = `a-name-from-the-early-days-${'x'.repeat(43)}`;

export const people: PersonSeed[] = [
  {
    openid: 'Q4mWz7a',
    name: 'mira-lindholm',
    displayName: 'Mira Lindholm',
    email: 'mira@example.org',
    group: 'Everyday',
    teams: ['kubuntu-members'],
    karma: 842,
    case: 'Member of one domain: Kubuntu.',
  },
  {
    openid: adminOpenid,
    name: 'ada-okafor',
    displayName: 'Ada Okafor',
    email: 'ada@example.org',
    group: 'Everyday',
    teams: ['ubuntumembers'],
    karma: 3120,
    case: 'Admin of everything, and an Ubuntu member herself.',
  },
  {
    openid: 'BnMrsh2',
    name: 'ben-marsh',
    displayName: 'Ben Marsh',
    email: 'ben@example.com',
    group: 'Everyday',
    teams: ['ubuntumembers', 'kubuntu-members'],
    case: 'Member of two domains: Ubuntu and Kubuntu.',
  },
  {
    openid: 'Hsu2Mei',
    name: 'hsu-2',
    displayName: '許 美玲',
    email: 'meiling@example.org',
    group: 'Everyday',
    teams: ['ubuntu-dev'],
    case: 'Ubuntu member through ~ubuntu-dev, not directly.',
  },
  {
    openid: 'IvoHrk3',
    name: 'ivo-horak',
    displayName: 'Ivo Horák',
    email: 'ivo@example.org',
    group: 'Everyday',
    teams: ['ubuntu-core-dev'],
    case: 'Ubuntu member through two teams: ~ubuntu-core-dev in ~ubuntu-dev.',
  },
  {
    openid: 'QuinnS1',
    name: 'quinn-shade',
    displayName: 'Quinn Shade',
    email: 'quinn@example.com',
    group: 'Everyday',
    teams: ['ubuntu-hidden-council'],
    case: 'Ubuntu member through a private team that nobody else can see.',
  },
  {
    openid: 'OmniOk1',
    name: 'omni-okoro',
    displayName: 'Omni Okoro',
    email: 'omni@example.org',
    group: 'Everyday',
    teams: [
      'ubuntumembers',
      'kubuntu-members',
      'lubuntu-members',
      'edubuntu-members',
      'ubuntustudio-core',
      'ubuntu-smtp-test',
    ],
    case: 'Member of every domain at once.',
  },

  {
    openid: 'LuboMk1',
    name: 'lubo-marek',
    displayName: 'Lubo Marek',
    email: 'lubo@example.org',
    group: 'Flavours',
    teams: ['lubuntu-members'],
    case: 'Lubuntu member.',
  },
  {
    openid: 'EddaSt1',
    name: 'edda-stone',
    displayName: 'Edda Stone',
    email: 'edda@example.com',
    group: 'Flavours',
    teams: ['edubuntu-members'],
    case: 'Edubuntu member.',
  },
  {
    openid: 'StllRy1',
    name: 'stella-reyes',
    displayName: 'Stella Reyes',
    email: 'stella@example.org',
    group: 'Flavours',
    teams: ['ubuntustudio-core'],
    case: 'Ubuntu Studio core member.',
  },
  {
    openid: 'KctCnc1',
    name: 'kit-council',
    displayName: 'Kit Council',
    email: 'kit@example.com',
    group: 'Flavours',
    teams: ['kubuntu-council'],
    case: 'Kubuntu member through ~kubuntu-council.',
  },
  {
    openid: 'TessPr1',
    name: 'tess-probe',
    displayName: 'Tess Probe',
    email: 'tess@example.org',
    group: 'Flavours',
    teams: ['ubuntu-smtp-test'],
    case: 'Member of the test domain ubuntu.net.',
  },

  {
    openid: 'LeoWlk4',
    name: 'leo-walk',
    displayName: 'Leo Walk',
    email: 'leo@example.org',
    group: 'Refused',
    karma: 12,
    case: 'Signed the Code of Conduct, but is in no team.',
  },
  {
    openid: 'TvKj3r5',
    name: 'tovek',
    displayName: 'Tove Kjær',
    email: 'tove@example.com',
    group: 'Refused',
    teams: ['ubuntumembers'],
    cocSigned: false,
    karma: 15,
    case: 'Member who has not signed the Code of Conduct.',
  },
  {
    openid: 'NevNot1',
    name: 'nev-nothing',
    displayName: 'Nev Nothing',
    email: 'nev@example.com',
    group: 'Refused',
    cocSigned: false,
    case: 'In no team and not signed: two rules fail at once.',
  },
  {
    openid: 'Sp4mSp4',
    name: 'spammy9',
    displayName: 'Spam My',
    email: 'spammy9@example.com',
    group: 'Refused',
    teams: ['ubuntumembers'],
    accountStatus: 'Suspended',
    valid: false,
    karma: 1,
    case: 'Suspended: still listed in the team, the page of the person is 410.',
  },
  {
    openid: 'JrJr777',
    name: 'jonas-reed-deactivatedaccount',
    displayName: 'Jonas Reed',
    email: 'jonas@example.org',
    group: 'Refused',
    accountStatus: 'Deactivated',
    valid: false,
    cocSigned: false,
    karma: 430,
    case: 'Deactivated own account (was ~jonas-reed, which is 404); left every team.',
  },
  {
    openid: 'OldT1me',
    name: 'old-timer',
    displayName: 'Olde Timer',
    email: null,
    group: 'Refused',
    teams: ['ubuntumembers'],
    valid: false,
    karma: 0,
    case: 'Active, but has no preferred address, so Launchpad says not valid.',
  },
  {
    openid: 'NoLpad1',
    name: null,
    displayName: 'Wren Castell',
    email: 'wren@example.com',
    group: 'Refused',
    case: 'Has an Ubuntu One account and has never used Launchpad: the look-up says null.',
  },
  {
    openid: 'ClsdAc7',
    name: 'cora-lane',
    displayName: 'Cora Lane',
    email: 'cora@example.org',
    group: 'Refused',
    accountStatus: 'Closed',
    valid: false,
    case: 'Closed account: 404, and the look-up says null.',
  },

  {
    openid: 'IdaBrg3',
    name: 'ida-berg',
    displayName: 'Ida Berg',
    email: null,
    group: 'E-mail',
    teams: ['kubuntu-members'],
    case: 'Member whose sign-in brings no e-mail address.',
  },
  {
    openid: 'LrsLp88',
    name: 'lars-loop',
    displayName: 'Lars Loop',
    email: 'lars-loop@kubuntu.org',
    group: 'E-mail',
    teams: ['ubuntumembers', 'kubuntu-members'],
    case: 'Own e-mail is an address on a managed domain: a loop.',
  },
  {
    openid: 'Posei01',
    name: 'p.osei',
    displayName: 'Paul Osei',
    email: 'paul.osei@example.org',
    group: 'E-mail',
    teams: ['ubuntumembers'],
    hideEmail: true,
    karma: 0,
    case: 'Hides the address and has no karma; also a dot in the name.',
  },
  {
    openid: 'UpCase1',
    name: 'uma-upper',
    displayName: 'Uma Upper',
    email: 'Uma.UPPER@Example.ORG',
    group: 'E-mail',
    teams: ['ubuntumembers'],
    case: 'Own e-mail is in mixed case.',
  },

  {
    openid: 'Grace01',
    name: 'grace',
    displayName: 'Grace Hall',
    email: 'grace@example.org',
    group: 'Names',
    teams: ['ubuntumembers'],
    case: 'Plain name; ~grace+work is somebody else.',
  },
  {
    openid: 'GraceWk',
    name: 'grace+work',
    displayName: 'Grace Aduba',
    email: 'aduba@example.com',
    group: 'Names',
    teams: ['ubuntumembers'],
    karma: 77,
    case: 'A plus in the name; ~grace is somebody else.',
  },
  {
    openid: 'PstMst1',
    name: 'postmaster',
    displayName: 'Petra Ost',
    email: 'petra@example.org',
    group: 'Names',
    teams: ['ubuntumembers'],
    case: 'The name is a reserved mailbox.',
  },
  {
    openid: 'SrsLk01',
    name: 'srs0-quill',
    displayName: 'Sora Quill',
    email: 'sora@example.com',
    group: 'Names',
    teams: ['ubuntumembers'],
    case: 'The name looks like a rewritten sender (SRS).',
  },
  {
    openid: 'EndDot1',
    name: 'dot.',
    displayName: 'Dorothea Tamm',
    email: 'dorothea@example.org',
    group: 'Names',
    teams: ['ubuntumembers'],
    case: 'The name ends in a dot.',
  },
  {
    openid: 'DblDot1',
    name: 'dot..dot',
    displayName: 'Dot Dotson',
    email: 'dotson@example.com',
    group: 'Names',
    teams: ['ubuntumembers'],
    case: 'The name has two dots in a row.',
  },
  {
    openid: 'LongNm7',
    name: longName,
    displayName: 'Lorna Early',
    email: 'lorna@example.org',
    group: 'Names',
    teams: ['ubuntumembers'],
    case: 'The name has 70 characters, more than a local part may have.',
  },
  {
    openid: 'Digit5x',
    name: '12345',
    displayName: 'Digby Five',
    email: 'digby@example.com',
    group: 'Names',
    teams: ['ubuntumembers'],
    case: 'The name is digits only.',
  },

  {
    openid: 'SlmaN01',
    name: 'selma-north',
    displayName: 'Selma North',
    email: 'selma@example.org',
    group: 'Changed names',
    teams: ['ubuntumembers'],
    case: 'Was ~selma-south until a rename; the old name is 404.',
  },
  {
    openid: 'RioVnc1',
    name: 'rio-vance-2',
    displayName: 'Rio Vance',
    email: 'rio@example.org',
    group: 'Changed names',
    teams: ['ubuntumembers'],
    case: 'Was ~rio-vance; somebody else has that name now.',
  },
  {
    openid: 'RioVnc2',
    name: 'rio-vance',
    displayName: 'Rio Vance the Other',
    email: 'other.rio@example.com',
    group: 'Changed names',
    teams: ['ubuntumembers'],
    case: 'Took the name that ~rio-vance-2 gave up: a recycled name.',
  },
  {
    openid: 'MrgdAc1',
    name: null,
    displayName: 'Ben Marsh (second account)',
    email: 'ben.marsh@example.com',
    group: 'Changed names',
    mergedInto: 'BnMrsh2',
    case: 'Merged into ~ben-marsh: two identifiers, one Launchpad person.',
  },

  {
    openid: 'MinjiK1',
    name: 'minji-kim',
    displayName: '김민지',
    email: 'minji@example.org',
    group: 'Display names',
    teams: ['ubuntumembers'],
    case: 'Korean display name.',
  },
  {
    openid: 'LaylaH1',
    name: 'layla-haddad',
    displayName: 'ليلى حداد',
    email: 'layla@example.com',
    group: 'Display names',
    teams: ['ubuntumembers'],
    case: 'Display name that is written from right to left.',
  },
  {
    openid: 'XssTst1',
    name: 'max-markup',
    displayName: '<img src=x onerror=alert(1)>',
    email: 'max@example.org',
    group: 'Display names',
    teams: ['ubuntumembers'],
    case: 'Markup in the display name.',
  },
  {
    openid: 'LongDp1',
    name: 'long-display',
    displayName: '김수한무거북이와두루미'.repeat(19).slice(0, 200),
    email: 'long@example.com',
    group: 'Display names',
    teams: ['ubuntumembers'],
    case: 'Display name of 200 characters; when it is asked for, the answer is too long for a URL.',
  },
];

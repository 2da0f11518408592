/** The invented teams; people join them in people.ts. */

export interface TeamSeed {
  name: string;
  displayName: string;
  /** Counted in `total_size`, never sent to anonymous callers. */
  isPrivate?: boolean;
  /** The teams that this one is a member of. */
  memberOf?: string[];
}

export const teams: TeamSeed[] = [
  { name: 'ubuntumembers', displayName: 'Ubuntu Members' },
  { name: 'kubuntu-members', displayName: 'Kubuntu Members' },
  { name: 'lubuntu-members', displayName: 'Lubuntu Members' },
  { name: 'edubuntu-members', displayName: 'Edubuntu Members' },
  { name: 'ubuntustudio-core', displayName: 'Ubuntu Studio Core' },
  { name: 'ubuntu-smtp-test', displayName: 'Ubuntu SMTP Test' },
  { name: 'ubuntu-dev', displayName: 'Ubuntu Development Team', memberOf: ['ubuntumembers'] },
  { name: 'ubuntu-core-dev', displayName: 'Ubuntu Core Development Team', memberOf: ['ubuntu-dev'] },
  { name: 'kubuntu-council', displayName: 'Kubuntu Council', memberOf: ['kubuntu-members'] },
  {
    name: 'ubuntu-hidden-council',
    displayName: 'Hidden Council',
    isPrivate: true,
    memberOf: ['ubuntumembers'],
  },
];

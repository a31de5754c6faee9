/** What a table that no format knows can be. */
export const MAPPED_TABLES = [
  'interactions',
  'follows',
  'posts',
  'post_counts',
  'counts',
  'accounts',
  'roster',
] as const

export type MappedTable = (typeof MAPPED_TABLES)[number]

/** What a column can say of its row. A role that ends in `_id` holds the platform's stable ids, its fellow handles. */
export const ROLES = [
  'account',
  'account_id',
  'actor',
  'actor_id',
  'author',
  'author_id',
  'author_name',
  'basis',
  'clock',
  'consent',
  'conversation_id',
  'department',
  'description',
  'display_name',
  'followed',
  'followed_id',
  'follower',
  'follower_id',
  'id',
  'kind',
  'language',
  'mentions',
  'parent_author',
  'parent_author_id',
  'parent_id',
  'party',
  'person',
  'platform',
  'snapshot_date',
  'target',
  'target_id',
  'text',
  'time',
  'title',
  'url',
  'valid_from',
  'valid_to',
  'website',
  'weight',
] as const

export type Role = (typeof ROLES)[number]

interface TableRoles {
  /** Each group needs one of its roles: from a column, as a fixed value, or as our own account. */
  needs: readonly (readonly Role[])[]
  may: readonly Role[]
  /** How its counts are taken: of a post, of an account, or not at all. */
  counts: 'needed' | 'possible' | 'none'
}

/** Which roles each kind of table has. */
export const ROLES_OF_TABLE: Readonly<Record<MappedTable, TableRoles>> = {
  interactions: {
    needs: [['actor', 'actor_id'], ['target', 'target_id'], ['kind']],
    may: ['id', 'time', 'clock', 'text', 'parent_id', 'conversation_id', 'platform', 'url', 'language', 'weight'],
    counts: 'none',
  },
  follows: {
    needs: [
      ['follower', 'follower_id'],
      ['followed', 'followed_id'],
    ],
    may: ['snapshot_date', 'platform', 'weight'],
    counts: 'none',
  },
  posts: {
    needs: [
      ['author', 'author_id'],
      ['id', 'url', 'text'],
    ],
    may: [
      'time',
      'clock',
      'title',
      'kind',
      'author_name',
      'parent_id',
      'parent_author',
      'parent_author_id',
      'mentions',
      'conversation_id',
      'platform',
      'language',
    ],
    counts: 'possible',
  },
  post_counts: {
    needs: [
      ['account', 'account_id'],
      ['id', 'url'],
    ],
    may: ['platform'],
    counts: 'needed',
  },
  counts: { needs: [['account', 'account_id'], ['time']], may: ['platform'], counts: 'needed' },
  accounts: {
    needs: [['account', 'account_id']],
    may: ['display_name', 'description', 'website', 'platform'],
    counts: 'possible',
  },
  roster: {
    needs: [['account', 'account_id'], ['party']],
    may: ['platform', 'person', 'department', 'basis', 'consent', 'valid_from', 'valid_to'],
    counts: 'none',
  },
}

/** The roles that a table of that kind has, needed ones first. */
export function rolesOf(table: MappedTable): Role[] {
  const { needs, may } = ROLES_OF_TABLE[table]
  return [...needs.flat(), ...may]
}

/** The accounts that can be "our account" in a row: the one that is named when the file is handed in. */
export const ACCOUNT_ROLES = ['account', 'actor', 'author', 'followed', 'follower', 'parent_author', 'target'] as const

export type AccountRole = (typeof ACCOUNT_ROLES)[number]

export function isAccountRole(role: Role): role is AccountRole {
  return (ACCOUNT_ROLES as readonly Role[]).includes(role)
}

/** The name of the revision of those that name none. */
export const usualRevision = 'default'

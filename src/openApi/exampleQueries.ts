/** What to begin with in the query of an operation that asks for more there than a version; good in the built-in world. */
export const exampleQueries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ActivityLogs_List: { $filter: "eventTimestamp ge '2026-01-01T00:00:00Z'" },
  Control_AuditRecords: { chain: '/tenants/11111111-1111-1111-1111-111111111111' },
}

import { type Session, sql } from './sql.ts'

export const listRegistrations = async (session: Session, subscriptionId: string): Promise<string[]> => {
  const rows = await session.query<{ namespace: string }>(sql`
    select namespace from registrations where subscription_key = ${subscriptionId.toLowerCase()} order by namespace_key`)
  return rows.map((row) => row.namespace)
}

export const saveRegistration = async (session: Session, subscriptionId: string, namespace: string): Promise<void> => {
  await session.query(sql`
    insert into registrations (subscription_key, namespace_key, namespace)
    values (${subscriptionId.toLowerCase()}, ${namespace.toLowerCase()}, ${namespace})
    on conflict (subscription_key, namespace_key) do nothing`)
}

export const deleteRegistration = async (
  session: Session,
  subscriptionId: string,
  namespace: string,
): Promise<boolean> => {
  const rows = await session.query(sql`
    delete from registrations
     where subscription_key = ${subscriptionId.toLowerCase()} and namespace_key = ${namespace.toLowerCase()}
    returning namespace`)
  return rows.length > 0
}

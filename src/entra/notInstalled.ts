/** Why Entra does not find in a directory what is asked for there, an application or a resource. */
export const notInstalled =
  'has not been installed by the administrator of the tenant or consented to by any user in the tenant.'

/** Settings that let the server start. Its tests call none of these services. */
export const upstreamEnv: Readonly<Record<string, string>> = {
  CRM_TOKEN: "unused",
  CRM_TENANT: "unused",
  TICKETS_URL: "https://service.example.com",
  TICKETS_CLIENT_SECRET: "unused",
  TICKET_DESK_PASSWORD: "unused",
};

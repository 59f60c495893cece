/** Settings that let the server start. Its tests call none of these services. */
export const upstreamEnv: Readonly<Record<string, string>> = {
  CRM_CLIENT_SECRET: "unused",
  REGISTRY_URL: "https://service.example.com",
  REGISTRY_KEY: "unused",
  CRM_DESK_PASSWORD: "unused",
};

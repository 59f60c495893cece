// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Tool } from "../guard/tool.js";
import { getContact } from "./tools/get-contact.js";
import { findContacts } from "./tools/find-contacts.js";
import { searchTickets } from "./tools/search-tickets.js";
import { closeTicket } from "./tools/close-ticket.js";
import { ticketStatus } from "./tools/ticket-status.js";
import { triage } from "./tools/triage.js";
import { reopenTicket } from "./tools/reopen-ticket.js";

/** In the order of the spec, which is the order that clients see. */
export const tools: readonly Tool[] = [
  getContact,
  findContacts,
  searchTickets,
  closeTicket,
  ticketStatus,
  triage,
  reopenTicket,
];

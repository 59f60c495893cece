// @ts-check
// The report as a page: one file without scripts, that asks nobody for anything.
import { createHash } from "node:crypto";
import { asIs, html, inline, textOf } from "./html.mjs";
import { controlSections } from "./page-controls.mjs";
import {
  auditorSection,
  componentSection,
  credentialSection,
  limitSection,
} from "./page-sections.mjs";

/** @typedef {import("./report.mjs").Report} Report */

/**
 * @param {Report} report
 * @param {string} style What is in `page.css`.
 */
export const pageOf = (report, style) => {
  const css = `\n${style}`;
  const hash = createHash("sha256").update(css).digest("base64");
  const { server, date } = report;
  const page = textOf(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"
          />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          <title>Evidence: ${server.title} ${server.version}, ${date.slice(0, 10)}</title>
          ${asIs(`<style>${css}</style>`)}
        </head>
        <body>
          ${header(report)}
          <main>
            ${facts(report)} ${controlSections(report)} ${notInPlace(report)}
            ${credentialSection(report)} ${limitSection(report)} ${componentSection(report)}
            ${auditorSection(report)}
          </main>
          <footer>
            <p>
              Made by <code>npm run evidence</code> from what its tests did on ${inWords(date)}. The
              file of the same name that ends in <code>.json</code> has the same as data. It speaks
              of this build in this environment, and of nothing that is not named here.
            </p>
          </footer>
        </body>
      </html>`,
  );
  return `${page}\n`;
};

const header = (/** @type {Report} */ report) =>
  html`<header>
    <p class="eyebrow">Evidence of controls</p>
    <h1>${report.server.title}</h1>
    <p class="verdict ${report.outcome}">${verdict(report)}</p>
    ${
      report.problems.length > 0 &&
      html`<ul class="problems">
        ${report.problems.map((problem) => html`<li>${problem}</li>`)}
      </ul>`
    }
    <ul class="tally">
      ${tally("proven", report.counts.proven, "proven")}
      ${tally("partly", report.counts.partly, "partly")}
      ${tally("not-run", report.counts.notRun, "not run")}
      ${tally("failed", report.counts.failed, "failed")}
    </ul>
    <nav aria-label="Sections">
      <a href="#controls">Controls</a> <a href="#not-in-place">Not in place</a>
      <a href="#credentials">Credentials</a> <a href="#limits">Limits</a>
      <a href="#components">Components</a> <a href="#auditors">For auditors</a>
    </nav>
  </header>`;

const tally = (
  /** @type {string} */ kind,
  /** @type {number} */ count,
  /** @type {string} */ words,
) => html`<li class="${kind}${count === 0 && " none"}"><b>${count}</b> ${words}</li>`;

const verdict = (/** @type {Report} */ { outcome, counts, controls }) => {
  if (outcome === "failed") return "Not everything holds.";
  if (counts.proven === controls.length) return "Every control holds.";
  const open = [
    ...(counts.partly > 0 ? [`${controlsOf(counts.partly)} could only be proven in part`] : []),
    ...(counts.notRun > 0 ? [`${controlsOf(counts.notRun)} could not be tested here`] : []),
  ];
  return `Nothing failed; ${open.join(", and ")}.`;
};

const controlsOf = (/** @type {number} */ count) =>
  count === 1 ? "one control" : `${count} controls`;

const facts = (/** @type {Report} */ { server, date, commit, environment, start }) =>
  html`<section aria-labelledby="of-what">
    <h2 id="of-what">Of what</h2>
    <dl class="facts">
      <div>
        <dt>Server</dt>
        <dd><code>${server.name}</code> ${server.version}</dd>
      </div>
      ${
        server.owner !== undefined &&
        html`<div>
          <dt>Owner</dt>
          <dd>${server.owner}</dd>
        </div>`
      }
      <div>
        <dt>Contract</dt>
        <dd><code>${server.contract}</code>${servedAs(server)}</dd>
      </div>
      <div>
        <dt>Commit</dt>
        <dd>
          ${commit === undefined ? "Not in a git repository" : html`<code>${commit.id}</code>${commit.edited && ", with files that differ from it"}`}
        </dd>
      </div>
      <div>
        <dt>When</dt>
        <dd><time datetime="${date}">${inWords(date)}</time></dd>
      </div>
      <div>
        <dt>Where</dt>
        <dd>Node ${environment.node} on ${environment.platform}, ${environment.mode}</dd>
      </div>
    </dl>
    ${
      start.reason !== undefined &&
      html`<div class="note">
        <p>The built server did not start here, so nothing is known of its credentials. It said:</p>
        <pre>${start.reason}</pre>
      </div>`
    }
  </section>`;

const servedAs = (/** @type {Report["server"]} */ { contract, served }) => {
  if (served === undefined) return "; the built server did not say which one it serves";
  return served === contract
    ? ", which the built server serves"
    : html`; the built server serves <code>${served}</code>`;
};

const notInPlace = (/** @type {Report} */ report) =>
  html`<section aria-labelledby="not-in-place">
    <h2 id="not-in-place">Not in place</h2>
    <p>Said here so that nobody relies on it.</p>
    <ul class="sentences">
      ${report.notInPlace.map((sentence) => html`<li>${inline(sentence)}</li> `)}
    </ul>
  </section>`;

const inWords = (/** @type {string} */ date) => `${date.slice(0, 10)}, ${date.slice(11, 16)} UTC`;

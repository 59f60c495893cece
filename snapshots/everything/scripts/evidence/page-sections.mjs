// @ts-check
// What a report says beside the controls: credentials, limits, components, and what counts toward which criterion.
import { html } from "./html.mjs";

/** @typedef {import("./report.mjs").Report} Report */

export const credentialSection = (/** @type {Report} */ { credentials }) =>
  html`<section aria-labelledby="credentials">
    <h2 id="credentials">Credentials</h2>
    ${
      credentials.length === 0
        ? html`<p>The server has no sources, and no credentials for any.</p>`
        : html`<p>
              What the server found out about its own credentials when it started for this report.
            </p>
            <table>
              <thead>
                <tr>
                  <th scope="col">Source</th>
                  <th scope="col">What its credential may do</th>
                </tr>
              </thead>
              <tbody>
                ${credentials.map(
                  ({ source, kind, state, says, rights = [] }) =>
                    html`<tr>
                      <th scope="row">
                        <code>${source}</code>
                        <small>${kinds[kind] ?? kind}</small>
                      </th>
                      <td>
                        <p class="state ${stateClass[state]}">${state}</p>
                        <p>${says}</p>
                        ${
                          rights.length > 0 &&
                          html`<ul>
                            ${rights.map((right) => html`<li>${right}</li>`)}
                          </ul>`
                        }
                      </td>
                    </tr> `,
                )}
              </tbody>
            </table>`
    }
  </section>`;

/** @type {Readonly<Record<string, string>>} */
const kinds = { sqlite: "SQLite", postgres: "PostgreSQL", mysql: "MySQL", http: "HTTP API" };
const stateClass = {
  verified: "proven",
  excepted: "partly",
  refused: "failed",
  "not verified": "not-run",
};

export const limitSection = (/** @type {Report} */ { limits }) =>
  html`<section aria-labelledby="limits">
    <h2 id="limits">Limits in force</h2>
    <p>Of every call; calls in a time are counted for each caller and tool.</p>
    <table>
      <thead>
        <tr>
          <th scope="col">Tool</th>
          <th scope="col">A call may take, and there may be</th>
        </tr>
      </thead>
      <tbody>
        ${limits.tools.map(
          ({ name, ...own }) =>
            html`<tr>
              <th scope="row"><code>${name}</code></th>
              <td>${limitsInWords(own)}</td>
            </tr> `,
        )}
        ${
          limits.server !== undefined &&
          html`<tr>
            <th scope="row">Any tool, at most</th>
            <td>${limitsInWords(limits.server)}</td>
          </tr>`
        }
      </tbody>
    </table>
  </section>`;

const limitsInWords = (/** @type {any} */ { rate, concurrency, timeoutMs, rows, bytes }) =>
  [
    `${rate.calls} calls in ${rate.seconds} s`,
    `${concurrency} at once`,
    `${timeoutMs / 1000} s`,
    `${rows} rows`,
    sizeInWords(bytes),
  ].join(" · ");

const sizeInWords = (/** @type {number} */ bytes) => {
  if (bytes % 1024 ** 2 === 0) return `${bytes / 1024 ** 2} MiB`;
  return bytes % 1024 === 0 ? `${bytes / 1024} KiB` : `${bytes} B`;
};

export const componentSection = (/** @type {Report} */ { components }) =>
  html`<section aria-labelledby="components">
    <h2 id="components">Components</h2>
    ${"problem" in components ? html`<p class="note">npm could not list them: ${components.problem}</p>` : componentTable(components)}
  </section>`;

const componentTable = (
  /** @type {import("./components.mjs").Components} */ { list, licences, hashed },
) =>
  html`<p>
      ${list.length} packages of others run in production, as npm’s bill of materials (CycloneDX)
      has them; ${hashed === list.length ? "all" : hashed} of them with a hash of their bytes.
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col">Licence</th>
          <th scope="col">Packages</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(licences).map(
          ([licence, count]) =>
            html`<tr>
              <th scope="row">${licence}</th>
              <td>${count}</td>
            </tr> `,
        )}
      </tbody>
    </table>
    <details>
      <summary>All of them</summary>
      <ul class="packages">
        ${list.map(({ name, version, licence }) => html`<li><code>${name}</code> ${version} <span>${licence}</span></li> `)}
      </ul>
    </details>`;

export const auditorSection = (/** @type {Report} */ report) =>
  html`<section aria-labelledby="auditors">
    <h2 id="auditors">For auditors</h2>
    <p>
      What a control counts toward is a starting point for the auditor’s own judgement, and no
      statement of conformity.
    </p>
    <h3>SOC 2, common criteria</h3>
    ${criteria(report, "soc2")}
    <h3>ISO/IEC 27001:2022, Annex A</h3>
    ${criteria(report, "iso")}
  </section>`;

const criteria = (/** @type {Report} */ { controls }, /** @type {"soc2" | "iso"} */ framework) => {
  const ids = [...new Set(controls.flatMap((control) => control[framework]))].sort(inOrder);
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Criterion</th>
        <th scope="col">Controls</th>
      </tr>
    </thead>
    <tbody>
      ${ids.map((id) => {
        const own = controls.filter((control) => control[framework].includes(id));
        const held = own.filter(({ state }) => state === "proven").length;
        return html`<tr>
          <th scope="row">${id} <small>${held} of ${own.length} proven</small></th>
          <td>
            ${own.map(({ id, title }, index) => html`${index > 0 && ", "}<a href="#${id}">${title}</a>`)}
          </td>
        </tr> `;
      })}
    </tbody>
  </table>`;
};

const inOrder = (/** @type {string} */ one, /** @type {string} */ other) =>
  one.localeCompare(other, "en", { numeric: true });

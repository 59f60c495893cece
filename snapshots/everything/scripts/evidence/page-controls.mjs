// @ts-check
// The controls of a report: each with what it promises, where, and how each of its tests ended.
import { html, inline } from "./html.mjs";

/**
 * @typedef {import("./report.mjs").Report} Report
 * @typedef {Report["controls"][number]} Control
 * @typedef {Control["tests"][number]} Proof
 * @typedef {Control["state"]} State
 */

export const controlSections = (/** @type {Report} */ { controls }) =>
  html`<section aria-labelledby="controls">
    <h2 id="controls">Controls</h2>
    ${[...new Set(controls.map(({ area }) => area))].map(
      (area, index) =>
        html`<section aria-labelledby="area-${index + 1}">
          <h3 id="area-${index + 1}">${area}</h3>
          ${controls.filter((control) => control.area === area).map(article)}
        </section>`,
    )}
  </section>`;

/** The class of a state, which gives it its colour and mark. */
const classOf = (/** @type {State} */ state) =>
  state === "partly proven" ? "partly" : state.replace(" ", "-");

const article = (/** @type {Control} */ control) =>
  html`<article class="control ${classOf(control.state)}" id="${control.id}">
    <h4>${control.title}</h4>
    <p class="state">${control.state}</p>
    <p>${inline(control.statement)}</p>
    <dl>
      <dt>Enforced in</dt>
      <dd>${control.enforcedIn.map((file) => html`<code>${file}</code> `)}</dd>
      <dt>Proved by</dt>
      <dd>
        ${byFile(control.tests).map(
          ([file, proofs]) =>
            html`<div class="proofs">
              <code>${file}</code>
              <ul>
                ${proofs.map(proofItem)}
              </ul>
            </div>`,
        )}
      </dd>
      <dt>Counts toward</dt>
      <dd>SOC 2 ${control.soc2.join(", ")}; ISO 27001 ${control.iso.join(", ")}</dd>
    </dl>
    ${cases(control)}
  </article> `;

/** @returns {readonly (readonly [string, readonly Proof[]])[]} */
const byFile = (/** @type {readonly Proof[]} */ proofs) =>
  [...new Set(proofs.map(({ file }) => file))].map((file) => [
    file,
    proofs.filter((one) => one.file === file),
  ]);

const proofItem = (/** @type {Proof} */ one) =>
  html`<li>
    ${one.title ?? "all of it"}
    <span class="${classOf(one.state)}">${counted(one)}</span>${one.cases
      .filter(({ failure }) => failure !== undefined)
      .map(
        ({ name, failure }) =>
          html`<p>${name}</p>
            <pre>${failure}</pre>`,
      )}
  </li>`;

const counted = (/** @type {Proof} */ { passed, failed, skipped, problem }) =>
  [
    ...(passed > 0 ? [`${passed} passed`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(problem === undefined ? [] : [problem]),
  ].join(", ");

const cases = (/** @type {Control} */ { tests }) => {
  const all = tests.flatMap((proof) => proof.cases);
  return (
    all.length > 0 &&
    html`<details>
      <summary>${all.length === 1 ? "The test" : `The ${all.length} tests`}</summary>
      <ol>
        ${all.map(({ name, state, ms }) => html`<li class="${state}">${name} <span>${state === "skipped" ? "skipped" : `${state}, ${ms} ms`}</span></li> `)}
      </ol>
    </details>`
  );
};

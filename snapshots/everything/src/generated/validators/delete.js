// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { deepEqual, pointerPart, stringLength, unique } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.person !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/person" })
      errorCount++
    }
    if (data.person !== undefined) {
      if (!(typeof data.person === "object" && data.person && !Array.isArray(data.person))) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/person/type", instanceLocation: "#/person" })
        errorCount++
      }
      else {
        if (!(data.person.id !== undefined)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/person/required", instanceLocation: "#/person/id" })
          errorCount++
        }
        if (data.person.id !== undefined) {
          if (!Number.isSafeInteger(data.person.id)) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/person/properties/id/type", instanceLocation: "#/person/id" })
            errorCount++
          }
        }
        if (data.person.aliases !== undefined) {
          if (!Array.isArray(data.person.aliases)) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/person/properties/aliases/type", instanceLocation: "#/person/aliases" })
            errorCount++
          }
          else {
            const prev0 = errorCount
            if (data.person.aliases.length > 100) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/person/properties/aliases/maxItems", instanceLocation: "#/person/aliases" })
              errorCount++
            }
            for (let i = 0; i < data.person.aliases.length; i++) {
              if (!(typeof data.person.aliases[i] === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/person/properties/aliases/items/type", instanceLocation: "#/person/aliases/"+i })
                errorCount++
              }
              else {
                if (data.person.aliases[i].length > 100 && stringLength(data.person.aliases[i]) > 100) {
                  if (validate.errors === null) validate.errors = []
                  validate.errors.push({ keywordLocation: "#/properties/person/properties/aliases/items/maxLength", instanceLocation: "#/person/aliases/"+i })
                  errorCount++
                }
              }
            }
            if (errorCount === prev0) {
              if (!unique(data.person.aliases)) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/person/properties/aliases/uniqueItems", instanceLocation: "#/person/aliases" })
                errorCount++
              }
            }
          }
        }
        for (const key0 of Object.keys(data.person)) {
          if (key0 !== "id" && key0 !== "aliases") {
            if (!(typeof data.person[key0] === "string")) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/person/additionalProperties/type", instanceLocation: "#/person/"+pointerPart(key0) })
              errorCount++
            }
            else {
              if (data.person[key0].length > 100 && stringLength(data.person[key0]) > 100) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/person/additionalProperties/maxLength", instanceLocation: "#/person/"+pointerPart(key0) })
                errorCount++
              }
            }
          }
        }
      }
    }
    for (const key1 of Object.keys(data)) {
      if (key1 !== "person") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key1) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

/** @type {import("../../guard/tool.js").Validator} */
export const validateOutput = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.tables !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/tables" })
      errorCount++
    }
    if (data.tables !== undefined) {
      if (!Array.isArray(data.tables)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/tables/type", instanceLocation: "#/tables" })
        errorCount++
      }
      else {
        for (let i = 0; i < data.tables.length; i++) {
          if (!(typeof data.tables[i] === "object" && data.tables[i] && !Array.isArray(data.tables[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/tables/items/type", instanceLocation: "#/tables/"+i })
            errorCount++
          }
          else {
            if (!(data.tables[i].name !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/tables/items/required", instanceLocation: "#/tables/"+i+"/name" })
              errorCount++
            }
            if (data.tables[i].name !== undefined) {
              if (!(typeof data.tables[i].name === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/tables/items/properties/name/type", instanceLocation: "#/tables/"+i+"/name" })
                errorCount++
              }
            }
            if (data.tables[i].rows !== undefined) {
              if (!(Number.isInteger(data.tables[i].rows))) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/tables/items/properties/rows/type", instanceLocation: "#/tables/"+i+"/rows" })
                errorCount++
              }
            }
          }
        }
      }
    }
    if (data.left !== undefined) {
      let passes0 = 0
      let suberr0 = null
      const sub0 = (() => {
        let errorCount = 0
        if (!(data.left === null)) {
          if (suberr0 === null) suberr0 = []
          suberr0.push({ keywordLocation: "#/properties/left/oneOf/0/type", instanceLocation: "#/left" })
          errorCount++
        }
        return errorCount === 0
      })()
      if (sub0) passes0++
      const sub1 = (() => {
        let errorCount = 0
        if (!(typeof data.left === "object" && data.left && !Array.isArray(data.left))) {
          if (suberr0 === null) suberr0 = []
          suberr0.push({ keywordLocation: "#/properties/left/oneOf/1/type", instanceLocation: "#/left" })
          errorCount++
        }
        else {
          if (data.left.why !== undefined) {
            if (!(typeof data.left.why === "string")) {
              if (suberr0 === null) suberr0 = []
              suberr0.push({ keywordLocation: "#/properties/left/oneOf/1/properties/why/type", instanceLocation: "#/left/why" })
              errorCount++
            }
          }
        }
        return errorCount === 0
      })()
      if (sub1) passes0++
      if (passes0 !== 1) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/left/oneOf", instanceLocation: "#/left" })
        errorCount++
      }
      if (passes0 === 0) {
        if (suberr0) validate.errors.push(...suberr0)
      }
    }
  }
  return errorCount === 0
};

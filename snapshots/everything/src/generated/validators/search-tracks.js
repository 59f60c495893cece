// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { pointerPart, stringLength } from "../../guard/json-schema.js";

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
    if (!(data.text !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/text" })
      errorCount++
    }
    if (data.text !== undefined) {
      if (!(typeof data.text === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/text/type", instanceLocation: "#/text" })
        errorCount++
      }
      else {
        if (data.text.length > 80 && stringLength(data.text) > 80) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/text/maxLength", instanceLocation: "#/text" })
          errorCount++
        }
        if (data.text.length < 2 || stringLength(data.text) < 2) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/text/minLength", instanceLocation: "#/text" })
          errorCount++
        }
      }
    }
    if (data.artist !== undefined) {
      if (!(typeof data.artist === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/artist/type", instanceLocation: "#/artist" })
        errorCount++
      }
      else {
        if (data.artist.length > 80 && stringLength(data.artist) > 80) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/artist/maxLength", instanceLocation: "#/artist" })
          errorCount++
        }
      }
    }
    if (data.genres !== undefined) {
      if (!Array.isArray(data.genres)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/genres/type", instanceLocation: "#/genres" })
        errorCount++
      }
      else {
        if (data.genres.length > 10) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/genres/maxItems", instanceLocation: "#/genres" })
          errorCount++
        }
        for (let i = 0; i < data.genres.length; i++) {
          if (!(typeof data.genres[i] === "string")) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/genres/items/type", instanceLocation: "#/genres/"+i })
            errorCount++
          }
          else {
            if (!(data.genres[i] === "Rock" || data.genres[i] === "Jazz" || data.genres[i] === "Classical" || data.genres[i] === "Folk" || data.genres[i] === "Electronic" || data.genres[i] === "Hip hop" || data.genres[i] === "Blues" || data.genres[i] === "Reggae" || data.genres[i] === "Metal" || data.genres[i] === "Pop")) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/genres/items/enum", instanceLocation: "#/genres/"+i })
              errorCount++
            }
          }
        }
      }
    }
    if (data.minutes !== undefined) {
      if (!Number.isFinite(data.minutes)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/minutes/type", instanceLocation: "#/minutes" })
        errorCount++
      }
      else {
        if (!(0 < data.minutes)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/minutes/exclusiveMinimum", instanceLocation: "#/minutes" })
          errorCount++
        }
      }
    }
    if (data.limit !== undefined) {
      if (!Number.isSafeInteger(data.limit)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/limit/type", instanceLocation: "#/limit" })
        errorCount++
      }
      else {
        if (!(1 <= data.limit)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/limit/minimum", instanceLocation: "#/limit" })
          errorCount++
        }
      }
    }
    else data.limit = 20
    for (const key0 of Object.keys(data)) {
      if (key0 !== "text" && key0 !== "artist" && key0 !== "genres" && key0 !== "minutes" && key0 !== "limit") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
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
    if (!(data.rows !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/rows" })
      errorCount++
    }
    if (!(data.truncated !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/truncated" })
      errorCount++
    }
    if (data.rows !== undefined) {
      if (!Array.isArray(data.rows)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/rows/type", instanceLocation: "#/rows" })
        errorCount++
      }
      else {
        for (let i = 0; i < data.rows.length; i++) {
          if (!(typeof data.rows[i] === "object" && data.rows[i] && !Array.isArray(data.rows[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/rows/items/type", instanceLocation: "#/rows/"+i })
            errorCount++
          }
          else {
            if (!(data.rows[i].id !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/id" })
              errorCount++
            }
            if (!(data.rows[i].title !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/title" })
              errorCount++
            }
            if (!(data.rows[i].artist !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/artist" })
              errorCount++
            }
            if (!(data.rows[i].seconds !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/seconds" })
              errorCount++
            }
            if (data.rows[i].id !== undefined) {
              if (!(Number.isInteger(data.rows[i].id))) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/id/type", instanceLocation: "#/rows/"+i+"/id" })
                errorCount++
              }
            }
            if (data.rows[i].title !== undefined) {
              if (!(typeof data.rows[i].title === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/title/type", instanceLocation: "#/rows/"+i+"/title" })
                errorCount++
              }
            }
            if (data.rows[i].artist !== undefined) {
              if (!(typeof data.rows[i].artist === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/artist/type", instanceLocation: "#/rows/"+i+"/artist" })
                errorCount++
              }
            }
            if (data.rows[i].seconds !== undefined) {
              if (!(Number.isInteger(data.rows[i].seconds))) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/seconds/type", instanceLocation: "#/rows/"+i+"/seconds" })
                errorCount++
              }
              else {
                if (!(0 <= data.rows[i].seconds)) {
                  if (validate.errors === null) validate.errors = []
                  validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/seconds/minimum", instanceLocation: "#/rows/"+i+"/seconds" })
                  errorCount++
                }
              }
            }
            for (const key0 of Object.keys(data.rows[i])) {
              if (key0 !== "id" && key0 !== "title" && key0 !== "artist" && key0 !== "seconds") {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/additionalProperties", instanceLocation: "#/rows/"+i+"/"+pointerPart(key0) })
                errorCount++
              }
            }
          }
        }
      }
    }
    if (data.truncated !== undefined) {
      if (!(typeof data.truncated === "boolean")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/truncated/type", instanceLocation: "#/truncated" })
        errorCount++
      }
    }
    if (data.notice !== undefined) {
      if (!(typeof data.notice === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/notice/type", instanceLocation: "#/notice" })
        errorCount++
      }
    }
    for (const key1 of Object.keys(data)) {
      if (key1 !== "rows" && key1 !== "truncated" && key1 !== "notice") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key1) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

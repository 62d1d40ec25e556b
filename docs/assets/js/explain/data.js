/* The types of the explain tool's data and report. */

/**
 * @import { Finding, Said } from "./finding.js"
 */
/**
 * @typedef {object} CatalogEntry
 * @property {string} url
 * @property {string} name the key, or the title if there is none
 * @property {string | null} key
 * @property {string} kind
 * @property {string} status
 * @property {boolean} doctor whether the checksum doctor finds the mistake
 * @property {string} title
 * @property {string} meaning
 * @property {string[]} fixes
 * @property {{ cause: string, tell: string | null }[]} causes
 * @property {string[]} instead
 * @property {Said[]} said_by
 * @property {Record<string, { fixes: number[], causes: number[] }>} for_line the numbers of those that name a release line
 */
/**
 * @typedef {object} CatalogAnswer
 * @property {string} id
 * @property {string} entry
 * @property {string} speaker
 * @property {string | null} message
 * @property {string[]} calls
 * @property {string} format
 * @property {boolean} json
 * @property {string | null} returncode
 * @property {number | null} status
 * @property {string | null} condition
 * @property {boolean} sent
 * @property {string[]} not_in release lines that don't send it
 * @property {Record<string, string>} texts of the release lines that word it differently
 */
/**
 * @typedef {object} CatalogSentence what a front end says
 * @property {string} front_end
 * @property {string} url
 * @property {string[]} texts
 * @property {string} when
 * @property {{ what: string, entries: string[] }[]} behind likeliest first
 * @property {string | null} log
 * @property {string} next
 */
/**
 * @typedef {object} Sign a line of a log, a text of the client after a join, or what a library puts around a failure
 * @property {string} source
 * @property {string} who
 * @property {string | null} url
 * @property {string} text
 * @property {string} means
 * @property {string[]} entries
 * @property {boolean} proves whether it says that it is the first entry
 * @property {number | null} number the status that goes with it
 * @property {{ what: string, url: string }[]} behind
 */
/** @typedef {{ text: string, causes: Record<string, number> }} Marker a piece of what HTTP libraries and parsers say */
/**
 * @typedef {object} Address
 * @property {string} id
 * @property {string} pattern
 * @property {number | null} status
 * @property {string} says
 * @property {string | null} within
 * @property {string[]} entries
 * @property {string | null} cause
 * @property {string | null} url
 * @property {boolean} success
 */
/**
 * @typedef {object} ExplainData what hooks/bbb_wire/signs.py takes from errors.json
 * @property {Record<string, CatalogEntry>} entries
 * @property {CatalogAnswer[]} answers
 * @property {Record<string, { name: string, url: string | null, tell: string | null }>} speakers
 * @property {{ entry: string, text: string, seen: string, wire: boolean, lines: string[] }[]} aliases
 * @property {Record<string, string>} keys
 * @property {Record<string, string>} placeholders
 * @property {Record<string, string>} formats
 * @property {Record<string, { name: string, log: string }>} front_ends
 * @property {CatalogSentence[]} sentences
 * @property {Sign[]} signs
 * @property {Record<string, { entries: string[], url: string }>} causes
 * @property {Marker[]} markers
 * @property {Record<string, string[]>} statuses
 * @property {{ entry: string, text: string }[]} bodies
 * @property {Address[]} addresses
 * @property {{ doctor: string, troubleshooting: string }} pages
 */
/** @typedef {{ entry: string, why: string, score: number }} Candidate */
/**
 * @typedef {object} Report
 * @property {"found" | "success" | "unsure" | "foreign" | "empty"} kind
 * @property {string} head what it is, and how sure that is, in one line
 * @property {Finding[]} findings
 * @property {Candidate[]} candidates best first
 * @property {string[]} notes
 * @property {CatalogSentence[]} sentences of front ends; what can be behind them is among the candidates
 * @property {Sign[]} signs
 * @property {string | null} request the signed request in the text, if it is one
 */

export {};

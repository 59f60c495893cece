/** What auditors call things: the criteria and controls that ours count toward. */

/** AICPA Trust Services Criteria 2017 with the points of focus of 2022; titles shortened. */
export const soc2Criteria = {
  "A1.1": "Capacity is kept within what the system can bear (availability)",
  "CC6.1": "Logical access is restricted to those who are authorised",
  "CC6.2": "Credentials are issued to those who are registered and authorised",
  "CC6.3": "Access follows roles and least privilege",
  "CC6.6": "Boundaries are protected against threats from outside",
  "CC6.7": "Information is restricted while it is transmitted, moved or removed",
  "CC6.8": "Unauthorised or malicious software is prevented or detected",
  "CC7.1": "Changes of configuration and new vulnerabilities are detected",
  "CC7.2": "Anomalies that point to incidents are monitored",
  "CC7.3": "Security events are evaluated",
  "CC8.1": "Changes are authorised, designed, tested and approved",
} as const;

/** ISO/IEC 27001:2022, Annex A. */
export const isoControls = {
  "A.5.15": "Access control",
  "A.5.16": "Identity management",
  "A.5.17": "Authentication information",
  "A.5.18": "Access rights",
  "A.5.21": "Information security in the ICT supply chain",
  "A.5.28": "Collection of evidence",
  "A.5.33": "Protection of records",
  "A.8.2": "Privileged access rights",
  "A.8.3": "Information access restriction",
  "A.8.5": "Secure authentication",
  "A.8.6": "Capacity management",
  "A.8.8": "Management of technical vulnerabilities",
  "A.8.9": "Configuration management",
  "A.8.11": "Data masking",
  "A.8.12": "Data leakage prevention",
  "A.8.14": "Redundancy of information processing facilities",
  "A.8.15": "Logging",
  "A.8.16": "Monitoring activities",
  "A.8.18": "Use of privileged utility programs",
  "A.8.20": "Networks security",
  "A.8.21": "Security of network services",
  "A.8.22": "Segregation of networks",
  "A.8.24": "Use of cryptography",
  "A.8.26": "Application security requirements",
  "A.8.27": "Secure system architecture and engineering principles",
  "A.8.28": "Secure coding",
  "A.8.32": "Change management",
} as const;

export type Soc2Criterion = keyof typeof soc2Criteria;
export type IsoControl = keyof typeof isoControls;

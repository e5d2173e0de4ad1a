// Package casefile holds what is read out of a text that is no law: its passages,
// the facts of a case, the answers of officials, the cases that a news report
// tells. It has types only; packages judgment, release and news fill them, the
// knowledge base stores them, pages and the API show them.
//
// Start with [Publication] and [Facts].
package casefile

// Version is raised whenever the same text may give other passages or facts.
const Version = 13

// Package timeline is the panel on the right while a history is looked at: who did what, when and why, to a claim, an article or in
// all of the workspace; below, the step that is chosen, and how a verdict differs from another.
//
// Rules:
//
//   - It knows rows and keys and no workspace. Rows are written once, when the timeline is asked for: scrolling reads nothing.
//   - What was taken back stands in its place and says so; what happened after the moment that is looked at is paler and says so.
package timeline

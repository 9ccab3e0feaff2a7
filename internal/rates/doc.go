// Package rates knows what Meta charges for calls: rate cards, the markets that countries belong to, and what a call costs by them.
//
// Every result is an estimate: Meta's invoice is what counts. The package reads no clock and no database, and knows neither calls
// nor people: it is given a country, a duration and the minutes of the month.
//
// Source: Meta, Calling API, Pricing
// (https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/pricing/, read in November 2026).
package rates

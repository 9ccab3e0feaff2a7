package store_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/meta"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

// BenchmarkKeep measures durable webhook intake: events per second, each on the disk before its caller goes on.
func BenchmarkKeep(b *testing.B) {
	value, err := json.Marshal(map[string]string{"sdp": strings.Repeat("a=candidate:1 1 udp 2122260223 198.51.100.7 3480 typ host\r\n", 20)})
	must(b, err)
	for _, callers := range []int{1, 16, 64} {
		eachBench(b, fmt.Sprintf("callers=%d", callers), func(b *testing.B, address string) {
			db := openBench(b, address)
			var next sync.Mutex
			n := 0
			take := func() int {
				next.Lock()
				defer next.Unlock()
				n++
				return n
			}
			b.ResetTimer()
			var all sync.WaitGroup
			for range callers {
				all.Go(func() {
					for i := take(); i <= b.N; i = take() {
						e := meta.Event{Account: "a", Key: strconv.Itoa(i), Field: "calls", Value: value, ReceivedAt: start}
						if kept, err := db.Keep(b.Context(), []meta.Event{e}); err != nil || len(kept) != 1 {
							b.Errorf("kept %d: %v", len(kept), err)
						}
					}
				})
			}
			all.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

// rowsVariable says how many contacts, conversations and calls the list benchmarks have; 100,000 when unset.
const rowsVariable = "RAMAL_BENCH_ROWS"

// BenchmarkLists measures the pages of a large workspace as the console reads them: p95 of one page, in ms.
func BenchmarkLists(b *testing.B) {
	rows := 100_000
	if s := os.Getenv(rowsVariable); s != "" {
		n, err := strconv.Atoi(s)
		must(b, err)
		rows = n
	}
	eachBench(b, fmt.Sprintf("rows=%d", rows), func(b *testing.B, address string) {
		db := openBench(b, address)
		f := fill(b, db, address, rows)
		ctx := b.Context()
		contacts := func(q desk.ContactQuery) func() (int, error) {
			return func() (int, error) { p, err := db.Contacts(ctx, f.ws, q); return len(p.Items), err }
		}
		duplicates := func(by desk.DuplicateBy) func() (int, error) {
			return func() (int, error) { p, err := db.Duplicates(ctx, f.ws, by, "", "", 20); return len(p.Items), err }
		}
		services := func(q desk.ConversationQuery) func() (int, error) {
			return func() (int, error) { p, err := db.Conversations(ctx, f.ws, q); return len(p.Items), err }
		}
		calls := func(q call.Query) func() (int, error) {
			return func() (int, error) { p, err := db.Calls(ctx, f.ws, q); return len(p.Items), err }
		}
		for _, list := range []struct {
			name string
			read func() (int, error)
		}{
			{"contacts", contacts(desk.ContactQuery{})},
			{"contacts/middle", contacts(desk.ContactQuery{After: f.middle})},
			{"contacts/frequent", contacts(desk.ContactQuery{Search: "silva"})},
			{"contacts/1in100", contacts(desk.ContactQuery{Search: "nunes"})},
			{"contacts/1in1000", contacts(desk.ContactQuery{Search: "tavora"})},
			{"contacts/twowords", contacts(desk.ContactQuery{Search: "ana tavora"})},
			{"contacts/number", contacts(desk.ContactQuery{Search: f.number})},
			{"contacts/none", contacts(desk.ContactQuery{Search: "wxyz"})},
			{"contacts/twoletters", contacts(desk.ContactQuery{Search: "an"})},
			{"contacts/samenumber", duplicates(desk.SameByNumber)},
			{"contacts/samename", duplicates(desk.SameByName)},
			{"conversations", services(desk.ConversationQuery{})},
			{"conversations/open", services(desk.ConversationQuery{
				States: []desk.State{desk.Waiting, desk.InService}, Accounts: []org.AccountID{f.accounts[0], f.accounts[2]},
			})},
			{"conversations/frequent", services(desk.ConversationQuery{Search: "silva"})},
			{"conversations/1in1000", services(desk.ConversationQuery{Search: "tavora", Accounts: f.accounts})},
			{"conversations/number", services(desk.ConversationQuery{Search: f.number})},
			{"calls", calls(call.Query{})},
			{"calls/live", calls(call.Query{Live: true})},
			{"calls/contact", calls(call.Query{Contact: f.contact})},
			{"calls/rareaccount", calls(call.Query{Accounts: f.accounts[2:]})},
			{"calls/accounts", calls(call.Query{Accounts: f.accounts})},
			{"calls/rareoutcome", calls(call.Query{Outcome: call.Failed, Direction: call.Inbound, Accounts: f.accounts[:2]})},
		} {
			b.Run(list.name, func(b *testing.B) {
				var times []time.Duration
				for b.Loop() {
					begin := time.Now()
					if _, err := list.read(); err != nil {
						b.Fatal(err)
					}
					times = append(times, time.Since(begin))
				}
				slices.Sort(times)
				b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
			})
		}
	})
}

func eachBench(b *testing.B, name string, fn func(b *testing.B, address string)) {
	b.Run("sqlite/"+name, func(b *testing.B) { fn(b, storetest.SQLiteAddress(b)) })
	b.Run("postgres/"+name, func(b *testing.B) { fn(b, storetest.PostgresAddress(b)) })
}

func openBench(b *testing.B, address string) *store.DB {
	b.Helper()
	db, err := store.Open(b.Context(), store.Options{Database: address, Key: storetest.Key})
	must(b, err)
	b.Cleanup(func() { _ = db.Close() })
	return db
}

type filled struct {
	ws             org.WorkspaceID
	accounts       []org.AccountID // the last one has one call in 10,000
	contact        desk.ContactID
	number, middle string
}

// fill writes a large workspace by SQL, in the order in which years would have: ids rise with time, names do not.
func fill(b *testing.B, db *store.DB, address string, rows int) filled {
	b.Helper()
	w := newWorld(b, db)
	f := filled{ws: w.ws, accounts: []org.AccountID{w.account.ID}}
	for range 2 {
		a := w.account
		a.ID, a.PhoneNumberID = org.AccountID(id("account")), id("number")
		must(b, db.CreateAccount(b.Context(), &a, org.Secrets{}))
		f.accounts = append(f.accounts, a.ID)
	}
	pool, err := storetest.Beside(address)
	must(b, err)
	defer func() { _ = pool.Close() }()
	postgres := strings.HasPrefix(address, "postgres:")
	mark := func(n int) string { return "$" + strconv.Itoa(n) }
	if !postgres {
		mark = func(int) string { return "?" }
		pool.SetMaxOpenConns(1)
		_, err := pool.Exec(`PRAGMA synchronous = OFF`)
		must(b, err)
	}
	tx, err := pool.Begin()
	must(b, err)
	insert := func(table, columns string) func(i int, args ...any) {
		const most = 300
		width := strings.Count(columns, ",") + 1
		var values []any
		flush := func() {
			var lists []string
			for i := 0; i < len(values); i += width {
				var list []string
				for j := range width {
					list = append(list, mark(i+j+1))
				}
				lists = append(lists, "("+strings.Join(list, ", ")+")")
			}
			_, err := tx.Exec("INSERT INTO "+table+" ("+columns+") VALUES "+strings.Join(lists, ", "), values...)
			must(b, err)
			values = values[:0]
		}
		return func(i int, args ...any) {
			if values = append(values, args...); len(values) == most*width || i == rows-1 {
				flush()
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	first := strings.Fields("ana bruno carla diego elisa fabio gabriela hugo isabel joao karina lucas maria nelson olga paula rita sergio tiago ursula")
	last := strings.Fields("silva souza lima dias prado reis alves costa rocha melo pinto gomes lopes barros castro")
	contact := insert("contacts", "workspace_id, id, name, whatsapp_name, username, wa_id, bsuid, phone, number_key, sort_name, search, created_at, updated_at, version")
	for i := range rows {
		name := first[random.IntN(len(first))] + " " + last[random.IntN(len(last))] + " " + last[random.IntN(len(last))]
		if random.IntN(100) == 0 {
			name += " nunes"
		}
		if random.IntN(1000) == 0 {
			name += " tavora"
		}
		number := fmt.Sprintf("55119%08d", (i*7919+13)%100_000_000)
		contact(i, string(f.ws), fmt.Sprintf("c%08d", i), name, name, "", number, "", number, desk.NumberKey(number), name, name+"\n"+name+"\n\n"+number+"\n"+number,
			ms(i), ms(i), 1)
		if i == rows/2 {
			f.number, f.contact = number, desk.ContactID(fmt.Sprintf("c%08d", i))
		}
	}
	account := func(i int) string {
		if i%10_000 == 9_999 {
			return string(f.accounts[2])
		}
		return string(f.accounts[i%2])
	}
	service := insert("conversations", "workspace_id, id, account_id, contact_id, channel, state, attendant, last_customer_at, last_at, preview, unread, created_at, version")
	for i := range rows {
		state, who := desk.Closed, random.IntN(i+1)
		if i%1000 == 0 {
			state, who = desk.InService, i // nobody has two open ones
		}
		service(i, string(f.ws), fmt.Sprintf("s%08d", i), account(i), fmt.Sprintf("c%08d", who), "whatsapp_api",
			string(state), "", ms(i), ms(i), "Bom dia", 0, ms(i), 1)
	}
	made := insert("calls", "workspace_id, id, account_id, contact_id, conversation_id, direction, state, outcome, failure, meta_id, operator, node, created_at, alerted_at, answered_at, ended_at, duration, measured, joined, away, deadline, closed, version")
	for i := range rows {
		outcome := call.Completed
		if i%5000 == 0 {
			outcome = call.Failed
		}
		made(i, string(f.ws), fmt.Sprintf("k%08d", i), account(i), fmt.Sprintf("c%08d", i), fmt.Sprintf("s%08d", i),
			string([]call.Direction{call.Outbound, call.Inbound}[i/7%2]), string(call.Ended), string(outcome), "", fmt.Sprintf("wacid.%d", i),
			string(w.user.ID), "node", ms(i), ms(i), ms(i), ms(i), 1000, 1, 1, 0, 0, 1, 1)
	}
	must(b, tx.Commit())
	settle := `PRAGMA wal_checkpoint(TRUNCATE)` // years of small commits would have done it on the way
	if postgres {
		settle = `VACUUM ANALYZE` // and its autovacuum this
	}
	_, err = pool.Exec(settle)
	must(b, err)
	page, err := db.Contacts(b.Context(), f.ws, desk.ContactQuery{Search: "joao", Limit: 1})
	must(b, err)
	f.middle = page.Next
	return f
}

func ms(i int) int64 { return start.UnixMilli() - 1e12 + int64(i)*1000 }

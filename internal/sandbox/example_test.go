package sandbox_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"ramal/internal/sandbox"
)

// A sandbox in a test: one call, and Graph is there.
func ExampleStart() {
	s, err := sandbox.Start(sandbox.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() {
		http.DefaultClient.CloseIdleConnections()
		if err := s.Close(); err != nil {
			fmt.Println(err)
		}
	}()
	body := strings.NewReader(`{"messaging_product":"whatsapp","to":"5511999990001","text":{"body":"Hello"}}`)
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, s.URL()+"/v24.0/"+sandbox.PhoneNumberID+"/messages", body)
	if err != nil {
		fmt.Println(err)
		return
	}
	req.Header.Set("Authorization", "Bearer "+sandbox.Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = res.Body.Close() }()
	answer, _ := io.ReadAll(res.Body)
	fmt.Println(res.StatusCode, strings.Contains(string(answer), "wamid."))
	// Output: 200 true
}

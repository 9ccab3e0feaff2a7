package sandbox

import "ramal/internal/meta"

// wabaNode is GET /{waba-id}.
func wabaNode() node {
	return node{
		id: WABAID, kind: "WhatsAppBusinessAccount",
		shown: []string{"name", "timezone_id", "message_template_namespace"},
		fields: map[string]reader{
			"name":                         func(t *tx, _ fieldQuery) (any, *graphError) { return t.Account.Name, nil },
			"timezone_id":                  fixed("25"), // America/Sao_Paulo in Meta's own list
			"message_template_namespace":   fixed("5f0c2a1e_0000_4000_8000_00000000a001"),
			"currency":                     fixed("USD"),
			"country":                      func(t *tx, _ fieldQuery) (any, *graphError) { return t.Account.Country, nil },
			"account_review_status":        fixed("APPROVED"),
			"business_verification_status": fixed("verified"),
			"ownership_type":               fixed("SELF"),
			"status":                       fixed("ACTIVE"),
			"whatsapp_business_manager_messaging_limit": func(t *tx, _ fieldQuery) (any, *graphError) {
				return tier(t.Account.MessagingLimit), nil
			},
			"health_status":   func(t *tx, _ fieldQuery) (any, *graphError) { return t.health(false), nil },
			"subscribed_apps": func(t *tx, _ fieldQuery) (any, *graphError) { return t.subscribedApps(), nil },
			"phone_numbers": func(t *tx, f fieldQuery) (any, *graphError) {
				number, err := numberNode().pick(t, f.Sub)
				return listOf(number), err
			},
			"call_analytics": (*tx).callAnalytics,
		},
	}
}

func (s *Server) getAccount(r *graphRequest) (any, *graphError) { return wabaNode().read(r) }

func (t *tx) subscribedApps() map[string]any {
	if t.Unsubscribed {
		return listOf()
	}
	return listOf(meta.SubscribedApp{App: meta.AppFacts{ID: AppID, Name: appName, Link: "https://www.facebook.com/games/?app_id=" + AppID}})
}

func (s *Server) getSubscribedApps(*graphRequest) (any, *graphError) {
	var out map[string]any
	s.must(func(t *tx) { out = t.subscribedApps() })
	return out, nil
}

// subscribeApp lets the webhooks of the WhatsApp Business account go to the app that the token belongs to. Without it no
// webhook flows, whatever fields the app is subscribed to.
func (s *Server) subscribeApp(r *graphRequest) (any, *graphError) {
	p, err := r.params()
	switch {
	case err != nil:
		return nil, err
	case p["override_callback_uri"] != "":
		return nil, notHere("override_callback_uri")
	}
	s.must(func(t *tx) { t.Unsubscribed = false })
	return meta.Success{Success: true}, nil
}

func (s *Server) unsubscribeApp(*graphRequest) (any, *graphError) {
	s.must(func(t *tx) { t.Unsubscribed = true })
	return meta.Success{Success: true}, nil
}

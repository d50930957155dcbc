curl -sS --fail-with-body -X POST "$FAXWIRE_URL/keys" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"name":"Reports","scopes":["fax:read"]}'

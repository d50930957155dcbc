curl -sS --fail-with-body -X POST "$FAXWIRE_URL/fax/webhook/endpoints/$TOLD_ENDPOINT_ID/resend" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"missed":true}'

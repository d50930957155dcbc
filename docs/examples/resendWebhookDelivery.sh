curl -sS --fail-with-body -X POST "$FAXWIRE_URL/fax/webhook/endpoints/$TOLD_ENDPOINT_ID/deliveries/$DELIVERY_ID/resend" -H "Authorization: Bearer $FAXWIRE_KEY"

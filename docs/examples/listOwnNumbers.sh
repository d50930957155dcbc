curl -sS --fail-with-body "$FAXWIRE_URL/tenant/numbers" -H "Authorization: Bearer $FAXWIRE_KEY"

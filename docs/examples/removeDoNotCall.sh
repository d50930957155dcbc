curl -sS --fail-with-body -X DELETE "$FAXWIRE_URL/do-not-call/+12025550148" -H "Authorization: Bearer $FAXWIRE_KEY"

curl -sS --fail-with-body "$FAXWIRE_URL/fax/$FAXID/attempts/$ATTEMPT_ID/trace" -H "Authorization: Bearer $FAXWIRE_KEY"

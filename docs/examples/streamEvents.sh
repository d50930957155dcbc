curl -sN --fail-with-body "$FAXWIRE_URL/fax/$FAXID/events" -H "Authorization: Bearer $FAXWIRE_KEY" | head -n 3

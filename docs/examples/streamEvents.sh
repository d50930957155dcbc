curl -sS --fail-with-body -N "$FAXWIRE_URL/fax/$FAXID/events" -H "Authorization: Bearer $FAXWIRE_KEY" | head -n 3

curl -sS --fail-with-body -o document.txt "$FAXWIRE_URL/fax/$FAXID/document" -H "Authorization: Bearer $FAXWIRE_KEY"

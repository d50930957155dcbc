curl -sS --fail-with-body "$FAXWIRE_URL/fax/$FAXID/proof.json" -H "Authorization: Bearer $FAXWIRE_KEY"

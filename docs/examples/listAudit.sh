curl -sS --fail-with-body "$FAXWIRE_URL/admin/audit?limit=5" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY"

curl -sS --fail-with-body "$FAXWIRE_URL/admin/tenants?limit=5" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY"

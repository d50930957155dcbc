curl -sS --fail-with-body "$FAXWIRE_URL/admin/tenants/$TENANT_ID/numbers" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY"

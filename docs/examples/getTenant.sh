curl -sS --fail-with-body "$FAXWIRE_URL/admin/tenants/$TENANT_ID" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY"

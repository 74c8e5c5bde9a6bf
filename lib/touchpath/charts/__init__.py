"""Results to Altair charts. No data access, no Streamlit."""

"""The page of credit: controls, pictures, journeys behind a credit, what it cost."""

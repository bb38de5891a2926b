DROP TABLE public_listings;

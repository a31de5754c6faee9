export async function installQueue(_url: string): Promise<void> {}
